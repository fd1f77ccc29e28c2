import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { sha256Hex } from "../../src/auth/hashing.ts";
import { clock } from "../../src/clock.ts";
import { openapiDocument } from "../../src/reference/document.ts";
import { expectError, expectRateHeaders } from "../support/contract.ts";
import { running } from "../support/reporting.ts";
import { PATH as GENERATE_ANALYTICS } from "../support/seasalt.ts";
import { batch, pageView, visitor } from "../support/seed.ts";
import type { Account, Answer } from "../support/stack.ts";

const PATH = "/api/v1/share-links";
const RANGE = { start_date: "2026-04-10", end_date: "2026-04-10" };
const PAGEVIEWS = "/api/v1/analytics/pageviews";

const stack = running();
let account: Account;
let assistant_id: string;
beforeAll(async () => {
  account = await stack().newAccount();
  assistant_id = await stack().newAssistant(account, { name: "Acme" });
  await stack().record(batch(assistant_id, visitor(1), [pageView("2026-04-10T12:00:00Z", "/pricing")]));
});
const now = clock.now;
afterEach(() => {
  clock.now = now;
});

const create = (body: unknown = { assistant_id }, token = account.token): Promise<Answer> =>
  stack().request(PATH, { method: "POST", key: token, body: JSON.stringify(body) });
const newToken = async (fields = {}): Promise<string> =>
  (await create({ assistant_id, ...fields })).body.data.token;
const list = async (parameters = {}, token = account.token) =>
  (await stack().request(PATH, { key: token, parameters })).body.data;
const revoke = (id: string, token = account.token) =>
  stack().request(PATH, { method: "DELETE", key: token, parameters: { id } });
const ask = (token: string, more: Record<string, string> = {}, path = PAGEVIEWS) =>
  stack().get(path, { assistant_id, ...RANGE, ...more }, token);

describe("share-links", () => {
  test("creates a link that shows what a key reads, shows it once, lists it, and revokes it at once", async () => {
    const owner = await stack().newAccount();
    const theirs = await stack().newAssistant(owner);
    await stack().record(batch(theirs, visitor(1), [pageView("2026-04-10T12:00:00Z", "/")]));
    const created = await create({ assistant_id: theirs, name: "Board" }, owner.token);
    expect(created.status).toBe(201);
    expectRateHeaders(created);
    const { token, url, ...rest } = created.body.data;
    expect(token).toMatch(/^phona_share_[0-9A-Za-z]{40}$/);
    expect(url).toBe(`${stack().url}/app/share/#${token}`);
    expect(rest).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      name: "Board",
      assistant_id: theirs,
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      last_used_at: null,
      expires_at: null,
    });
    expect(await list({}, owner.token)).toEqual([rest]);

    const key = await stack().newKey(owner);
    const [shown, read] = [
      await ask(token, { assistant_id: theirs }),
      await ask(key, { assistant_id: theirs }),
    ];
    expect([shown.status, shown.body]).toEqual([200, read.body]);
    expect(shown.body.summary.total_pageviews).toBe(1);
    const [used] = await list({}, owner.token);
    expect(used.last_used_at).toMatch(/Z$/);

    const revoked = await revoke(rest.id, owner.token);
    expect(revoked.status).toBe(200);
    expect(revoked.body.data).toMatchObject({ id: rest.id, revoked_at: expect.stringMatching(/Z$/) });
    const refused = await ask(token, { assistant_id: theirs });
    expectError(refused, 401, "UNAUTHORIZED", /^Missing or invalid share link$/);
    expect(await list({}, owner.token)).toEqual([]);
    expectError(await revoke(rest.id, owner.token), 404, "SHARE_LINK_NOT_FOUND");
  });

  test("leads to the dashboard where that is on another site", async () => {
    process.env["DASHBOARD_URL"] = "https://numbers.example/";
    onTestFinished(() => {
      delete process.env["DASHBOARD_URL"];
    });
    const { token, url } = (await create()).body.data;
    expect(url).toBe(`https://numbers.example/app/share/#${token}`);
  });

  test("stores of a link the SHA-256 of its token, and nothing else of it", async () => {
    const { token, id } = (await create()).body.data;
    const [row] = await stack().execute(
      "select encode(token_hash, 'hex') as hash, to_jsonb(share_links)::text as everything from public.share_links where id = $1::text::uuid",
      [id],
    );
    expect(row?.["hash"]).toBe(sha256Hex(token));
    expect(row?.["everything"]).not.toContain(token.slice(12, 20));
  });

  test("lists those of one assistant, newest first", async () => {
    const [first, second] = [await stack().newAssistant(account), await stack().newAssistant(account)];
    clock.now = () => new Date("2099-01-01T00:00:00Z");
    await create({ assistant_id: first, name: "Old" });
    clock.now = () => new Date("2099-01-02T00:00:00Z");
    await create({ assistant_id: first, name: "New" });
    await create({ assistant_id: second, name: "Other" });
    const names = (await list({ assistant_id: first })).map(({ name }: { name: string }) => name);
    expect(names).toEqual(["New", "Old"]);
  });

  test("makes a link that ends when it was said to, and is not listed from then on", async () => {
    const { data } = (await create({ assistant_id, name: "Brief", expires_at: "2099-12-31T23:59:59+02:00" }))
      .body;
    expect(data.expires_at).toBe("2099-12-31T21:59:59Z");
    clock.now = () => new Date("2099-12-31T21:59:58Z");
    expect((await ask(data.token)).status).toBe(200);
    clock.now = () => new Date("2099-12-31T21:59:59Z");
    expectError(await ask(data.token), 401, "UNAUTHORIZED");
    expect((await list()).map(({ id }: { id: string }) => id)).not.toContain(data.id);
  });

  test("never lets one account see, make or revoke what is another's", async () => {
    const stranger = await stack().newAccount();
    const { id, token } = (await create()).body.data;
    expect(await list({}, stranger.token)).toEqual([]);
    expectError(await revoke(id, stranger.token), 404, "SHARE_LINK_NOT_FOUND");
    expect((await ask(token)).status).toBe(200);
    for (const foreign of [assistant_id, "ast_nobody"]) {
      expectError(await create({ assistant_id: foreign }, stranger.token), 404, "ASSISTANT_NOT_FOUND");
      const listed = await stack().request(PATH, {
        key: stranger.token,
        parameters: { assistant_id: foreign },
      });
      expectError(listed, 404, "ASSISTANT_NOT_FOUND");
    }
  });

  test.each([
    ["no token", () => ({})],
    ["an API key", async () => ({ authorization: `Bearer ${await stack().newKey(account)}` })],
    ["a share link", async () => ({ authorization: `Bearer ${await newToken()}` })],
  ])("is managed with a session only: refuses %s", async (_, headers) => {
    for (const method of ["GET", "POST", "DELETE"]) {
      const answer = await stack().request(PATH, { method, headers: await headers() });
      expectError(answer, 401, "UNAUTHORIZED", /session token/);
    }
  });

  test.each([
    [{}, "MISSING_PARAMETER", /^assistant_id is required/],
    [{ assistant_id: "x", name: " " }, "INVALID_PARAMETER", /^name: expected 1 to 100 characters/],
    [{ assistant_id: "x", expires_at: "tomorrow" }, "INVALID_PARAMETER", /^expires_at: expected an ISO 8601/],
    [
      { assistant_id: "x", expires_at: "2020-01-01T00:00:00Z" },
      "INVALID_PARAMETER",
      /^expires_at: expected a time in the future/,
    ],
    [{ assistant_id: "x", scopes: [] }, "INVALID_PARAMETER", /scopes/],
    [[], "INVALID_PARAMETER", /expected/],
  ])("refuses the body %j and makes no link", async (body, code, message) => {
    const before = (await list()).length;
    expectError(await create(body), 400, code, message);
    expect(await list()).toHaveLength(before);
  });

  test("names the id that DELETE needs, and refuses other methods", async () => {
    const without = await stack().request(PATH, { method: "DELETE", key: account.token });
    expectError(without, 400, "MISSING_PARAMETER", /^id is required/);
    expectError(await revoke("1"), 400, "INVALID_PARAMETER", /^id: expected the id of a share link/);
    expectError(await revoke(randomUUID()), 404, "SHARE_LINK_NOT_FOUND");
    const put = await stack().request(PATH, { method: "PUT", key: account.token });
    expectError(put, 405, "METHOD_NOT_ALLOWED", /use GET, POST or DELETE/);
    expect(put.headers.get("allow")).toBe("GET, POST, DELETE");
  });
});

/** The operations that a key reads with, as the reference has them: by path and method, and whether a link opens them. */
const readable = Object.entries<Record<string, { security: Record<string, unknown>[] }>>(
  JSON.parse(JSON.stringify(openapiDocument()["paths"])),
).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, { security }]) => JSON.stringify(security).includes("analytics:read"))
    .map(([method, { security }]): [string, string, boolean] => [
      method.toUpperCase(),
      path,
      security.some((one) => "shareToken" in one),
    ]),
);

describe("the token of a share link", () => {
  test.each(readable)(
    "%s %s: opens it as the reference says, else says why not",
    async (method, path, isShared) => {
      const token = await newToken();
      const answer = await stack().request(path.replace("{chatbot_id}", assistant_id), {
        method,
        key: token,
        headers: { "x-api-key": token },
      });
      // Without parameters: what is shared asks for them, what is not does not get that far.
      const isReport = path.startsWith("/api/v1/analytics/");
      expect(answer.status).toBe(isShared ? (isReport ? 400 : 200) : 403);
      if (!isShared) {
        expect(JSON.stringify(answer.body)).toContain("A share link opens only what the overview");
      }
    },
  );

  test("lists its one assistant", async () => {
    await stack().newAssistant(account);
    const { body } = await stack().get("/api/v1/assistants", {}, await newToken());
    expect(body.data.map(({ id, name }: { id: string; name: string }) => [id, name])).toEqual([
      [assistant_id, "Acme"],
    ]);
  });

  test("finds no other assistant, of its account or another, in the words for one that does not exist", async () => {
    const token = await newToken();
    const other = await stack().newAssistant(account);
    const foreign = await stack().newAssistant(await stack().newAccount());
    const unknown = (await ask(token, { assistant_id: "ast_nobody" })).body;
    for (const id of [other, foreign]) {
      const answer = await ask(token, { assistant_id: id });
      expect([answer.status, answer.body]).toEqual([404, unknown]);
      expect(answer.body.error.code).toBe("ASSISTANT_NOT_FOUND");
    }
  });

  test("reports no events and asks for no addresses", async () => {
    const token = await newToken();
    const events = await stack().request("/api/v1/events", { method: "POST", key: token, body: "[]" });
    expectError(events, 401, "UNAUTHORIZED", /API key/);
    const addresses = await ask(token, { include: "ip" }, "/api/v1/analytics/sessions");
    expect([addresses.status, addresses.body.error.code]).toEqual([403, "FORBIDDEN"]);
    const posted = await stack().request(GENERATE_ANALYTICS, {
      method: "POST",
      headers: { "x-api-key": token },
      body: JSON.stringify({ metric: "total_usage", time_unit: "day" }),
    });
    expect(posted.status).toBe(403);
  });

  test("is refused where it was never made, before parameters are looked at", async () => {
    const answer = await ask(`phona_share_${"x".repeat(40)}`, { nonsense: "1" });
    expectError(answer, 401, "UNAUTHORIZED", /^Missing or invalid share link$/);
  });

  test("is dead with its assistant", async () => {
    const short = await stack().newAssistant(account);
    const { token } = (await create({ assistant_id: short })).body.data;
    await stack().execute("delete from public.assistants where id = $1", [short]);
    expectError(await ask(token, { assistant_id: short }), 401, "UNAUTHORIZED");
  });

  test("has 300 requests a minute, apart from other links, keys and sessions", async () => {
    clock.now = () => new Date("2026-11-20T10:00:30Z");
    const { id, token } = (await create()).body.data;
    const left = ({ headers }: Answer) => [
      headers.get("x-ratelimit-limit"),
      headers.get("x-ratelimit-remaining"),
    ];
    expect(left(await ask(token))).toEqual(["300", "299"]);
    expect(left(await ask(token))).toEqual(["300", "298"]);
    expect(left(await ask(await newToken()))).toEqual(["300", "299"]);
    await stack().execute("update analytics.rate_limits set minute_count = 300 where subject = $1", [
      `share:${id}`,
    ]);
    const refused = await ask(token);
    expect([refused.status, refused.body.error.code, refused.headers.get("retry-after")]).toEqual([
      429,
      "RATE_LIMITED",
      "30",
    ]);
    expect((await ask(await stack().newKey(account))).status).toBe(200);
  });
});
