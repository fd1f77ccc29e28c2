import { describe, expect, test } from "vitest";
import { describeKeyContract, expectError } from "../support/contract.ts";
import { running } from "../support/reporting.ts";
import { times } from "../support/seed.ts";

const PATH = "/api/v1/assistants";

const stack = running();

describe("GET /assistants", () => {
  describeKeyContract({ path: PATH, stack });

  test("gives the document's example", async () => {
    const account = await stack().newAccount();
    await stack().newAssistant(account, {
      id: "ast_01hxzz",
      name: "Other",
      created_at: "2026-01-14T10:30:00Z",
    });
    await stack().newAssistant(account, {
      id: "ast_01hxzy",
      name: "Third",
      created_at: "2026-01-13T10:30:00Z",
    });
    await stack().newAssistant(account, {
      id: "ast_01hx",
      name: "Acme Corp Website",
      website_url: "https://acme.com",
      created_at: "2026-01-15T10:30:00Z",
    });
    const { status, body } = await stack().get(PATH, {}, await stack().newKey(account));
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(["data", "meta"]);
    expect(body.data[0]).toEqual({
      id: "ast_01hx",
      name: "Acme Corp Website",
      type: "website_widget",
      website_url: "https://acme.com",
      created_at: "2026-01-15T10:30:00Z",
    });
    expect(body.meta).toEqual({ total: 3, limit: 20, offset: 0 });
  });

  test("lists those of the account only, newest first, page by page", async () => {
    const [account, stranger] = [await stack().newAccount(), await stack().newAccount()];
    await stack().newAssistant(stranger);
    const ids = await Promise.all(
      times(5, (number) => stack().newAssistant(account, { created_at: `2026-01-0${9 - number}T00:00:00Z` })),
    );
    const key = await stack().newKey(account);
    const pages = await Promise.all([
      stack().get(PATH, { limit: "2" }, key),
      stack().get(PATH, { limit: "2", offset: "2" }, key),
      stack().get(PATH, { limit: "2", offset: "4" }, key),
      stack().get(PATH, { limit: "2", offset: "6" }, key),
    ]);
    expect(pages.flatMap(({ body }) => body.data.map(({ id }: { id: string }) => id))).toEqual(ids);
    expect(pages[3]?.body).toEqual({ data: [], meta: { total: 5, limit: 2, offset: 6 } });
  });

  test("shows a key that is bound to one assistant that one", async () => {
    const account = await stack().newAccount();
    await stack().newAssistant(account);
    const assistant_id = await stack().newAssistant(account);
    const { body } = await stack().get(PATH, {}, await stack().newKey(account, { assistant_id }));
    expect([body.meta.total, body.data[0].id]).toEqual([1, assistant_id]);
  });

  test("serves a limit over 500 as 500", async () => {
    const key = await stack().newKey(await stack().newAccount());
    expect((await stack().get(PATH, { limit: "501" }, key)).body.meta.limit).toBe(500);
  });

  test.each([
    ["limit", "0"],
    ["limit", "-1"],
    ["limit", "1.5"],
    ["limit", "ten"],
    ["limit", ""],
    ["offset", "-1"],
    ["offset", "9999999999"],
  ])("refuses %s = %j", async (name, value) => {
    const key = await stack().newKey(await stack().newAccount());
    expectError(
      await stack().get(PATH, { [name]: value }, key),
      400,
      "INVALID_PARAMETER",
      new RegExp(`^${name}: expected a whole number`),
    );
  });
});
