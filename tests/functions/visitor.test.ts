import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { clock } from "../../src/clock.ts";
import { recordConversations, TALKER } from "../support/conversations.ts";
import { batch, pageView, visitor } from "../support/seed.ts";
import { type Account, type Answer, type Stack, startStack } from "../support/stack.ts";

const PATH = "/api/v1/visitor";
const WHO = `v_${TALKER}`;

let stack: Stack;
let account: Account;
let assistant: string;
let key: string;
const { now } = clock;

beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());
beforeEach(async () => {
  clock.now = () => new Date("2026-04-20T12:00:00Z");
  account = await stack.newAccount();
  assistant = await stack.newAssistant(account);
  key = await stack.newKey(account, { scopes: ["visitors:manage"] });
  await recordConversations(stack, account, assistant);
  await stack.record(batch(assistant, visitor(8), [pageView("2026-04-14T08:00:00.000Z", "/")]));
});
afterEach(() => {
  clock.now = now;
});

const ask = (
  parameters: Record<string, string>,
  options: { method?: string; key?: string } = {},
): Promise<Answer> =>
  stack.request(PATH, { parameters: { assistant_id: assistant, ...parameters }, key, ...options });
const erase = (parameters: Record<string, string>) => ask(parameters, { method: "DELETE" });
const typesOf = ({ body }: Answer) => body.data.map(({ type }: { type: string }) => type);

describe("all that is held on a visitor", () => {
  test("is shown by visitor id or user token, oldest first, with texts and whole conversations", async () => {
    const answer = await ask({ visitor_id: WHO });
    expect(answer.status).toBe(200);
    expect(typesOf(answer)).toEqual([
      ...["page_view", "session", "visitor.seen", "popup.displayed", "popup.opened", "widget.opened"],
      ...["widget_open", "conversation", "conversation_start", "message", "message", "reaction"],
      ...[
        "intervention.requested",
        "intervention.accepted",
        "message",
        "intervention.ended",
        "label.applied",
      ],
      ...["widget_close", "conversation.analyzed", "purchase"],
    ]);
    expect(answer.body.data).toContainEqual(
      expect.objectContaining({ conversation_id: "c-web/1", text: "What does it cost?" }),
    );
    expect(answer.body.linked).toEqual(["u-1"]);
    expect(answer.body.meta).toEqual({ total: 20, limit: 500, offset: 0 });
    expect((await ask({ user_token: WHO })).body).toEqual(answer.body);
  });

  test("is shown by user: conversations and orders, and as whom else they are known", async () => {
    const { body } = await ask({ user: "u-2" });
    expect(body.data.map(({ type }: { type: string }) => type)).toEqual([
      "conversation",
      "message",
      "conversation.analyzed",
    ]);
    expect(body.linked).toEqual([]);
  });

  test("comes page by page", async () => {
    const whole = (await ask({ visitor_id: WHO })).body.data;
    const { body } = await ask({ visitor_id: WHO, limit: "2", offset: "3" });
    expect(body).toMatchObject({ data: whole.slice(3, 5), meta: { total: 20, limit: 2, offset: 3 } });
  });

  test("is nothing where nothing is held", async () => {
    expect((await ask({ user: "nobody" })).body).toEqual({
      data: [],
      linked: [],
      meta: { total: 0, limit: 500, offset: 0 },
    });
  });
});

describe("an erasure", () => {
  test("deletes all that was shown, tells how much, and finds nothing again", async () => {
    const { status, body } = await erase({ visitor_id: WHO });
    expect(status).toBe(200);
    expect(body).toEqual({
      data: {
        erased: {
          ...{ sessions: 1, page_views: 1, widget_events: 3 },
          ...{ conversations: 1, messages: 3, purchases: 1, other_events: 5 },
        },
        linked: ["u-1"],
      },
    });
    expect((await ask({ visitor_id: WHO })).body.meta.total).toBe(0);
    expect(new Set(Object.values((await erase({ visitor_id: WHO })).body.data.erased))).toEqual(new Set([0]));
  });

  test("leaves what is of others, and reports are of them only", async () => {
    const read = await stack.newKey(account);
    const range = { assistant_id: assistant, start_date: "2026-04-01", end_date: "2026-04-20" };
    const summary = async () => (await stack.get("/api/v1/analytics/pageviews", range, read)).body.summary;
    expect(await summary()).toMatchObject({ total_pageviews: 2, total_unique_visitors: 2 });
    await erase({ visitor_id: WHO });
    expect(await summary()).toMatchObject({ total_pageviews: 1, total_unique_visitors: 1 });
    expect((await ask({ user: "u-2" })).body.meta.total).toBe(3);
    const conversations = await stack.get("/api/v1/analytics/conversations", range, read);
    expect(conversations.body.summary).toMatchObject({ total_conversations: 1 });
  });
});

describe("who may", () => {
  test("is a key with the scope, and the owner who has signed in", async () => {
    expect((await ask({ user: "u-2" }, { key: account.token })).body.meta.total).toBe(3);
    const reader = await stack.newKey(account, { scopes: ["analytics:read", "events:write"] });
    for (const method of ["GET", "DELETE"]) {
      const { status, body } = await ask({ visitor_id: WHO }, { method, key: reader });
      expect([status, body.error.message]).toEqual([403, "This key lacks the scope visitors:manage"]);
    }
    expect((await ask({ visitor_id: WHO })).body.meta.total).toBe(20);
  });

  test("is nobody else: no share link, no other account, no key of another assistant", async () => {
    const { body: link } = await stack.request("/api/v1/share-links", {
      ...{ method: "POST", key: account.token },
      body: JSON.stringify({ assistant_id: assistant }),
    });
    const stranger = await stack.newAccount();
    const other = await stack.newAssistant(account);
    const keys: [string | undefined, number][] = [
      [undefined, 401],
      [link.data.token, 401],
      [await stack.newKey(stranger, { scopes: ["visitors:manage"] }), 404],
      [stranger.token, 404],
      [await stack.newKey(account, { scopes: ["visitors:manage"], assistant_id: other }), 404],
    ];
    for (const [key, expected] of keys) {
      for (const method of ["GET", "DELETE"]) {
        const parameters = { assistant_id: assistant, visitor_id: WHO };
        const { status } = await stack.request(PATH, {
          parameters,
          method,
          ...(key !== undefined && { key }),
        });
        expect([key?.slice(0, 12), method, status]).toEqual([key?.slice(0, 12), method, expected]);
      }
    }
    expect((await ask({ visitor_id: WHO })).body.meta.total).toBe(20);
  });
});

describe("a question that is wrong", () => {
  test.each([
    [{}, "MISSING_PARAMETER", "Expected one of visitor_id, user and user_token"],
    [
      { visitor_id: WHO, user: "u-1" },
      "INVALID_PARAMETER",
      "Expected one of visitor_id, user and user_token",
    ],
    [{ visitor_id: "v_1" }, "INVALID_PARAMETER", /^visitor_id: expected the visitor_id of a session/],
    [{ user: "u-1", limit: "501" }, "INVALID_PARAMETER", "limit: expected a whole number from 1 to 500"],
    [{ user: "u-1", name: "x" }, "INVALID_PARAMETER", /^Unknown parameter "name"/],
  ] as [Record<string, string>, string, string | RegExp][])(
    "as %o is refused",
    async (parameters, code, message) => {
      const { status, body } = await ask(parameters);
      expect(status).toBe(400);
      expect(body.error.code).toBe(code);
      expect(body.error.message).toMatch(message);
    },
  );

  test("and another method are refused, and nothing is erased", async () => {
    const answer = await ask({ visitor_id: WHO }, { method: "POST" });
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, DELETE"]);
    expect((await erase({ visitor_id: WHO, limit: "1" })).status).toBe(400);
    expect((await ask({ visitor_id: WHO })).body.meta.total).toBe(20);
  });
});
