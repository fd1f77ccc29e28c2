import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { standBetween } from "../support/between.ts";
import { EVENTS, oneOfEach } from "../support/logging.ts";
import { CONVERSATION_REPORTS, REPORTS } from "../support/reporting.ts";
import { PATH as GENERATE_ANALYTICS } from "../support/seasalt.ts";
import { type Account, type Stack, startStack } from "../support/stack.ts";

let stack: Stack;
let account: Account;
let assistant_id: string;
let key: string;
let between: Awaited<ReturnType<typeof standBetween>>;

beforeAll(async () => {
  stack = await startStack();
  account = await stack.newAccount();
  assistant_id = await stack.newAssistant(account);
  key = await stack.newKey(account);
  between = await standBetween(stack.supabase.url);
});
afterAll(async () => {
  await between.stop();
  await stack.stop();
});
beforeEach(() => {
  between.begin();
});

const QUERY = "POST /rest/v1/rpc/query_report";
const RANGE = { start_date: "2026-04-01", end_date: "2026-04-30" };

describe("one round trip", () => {
  test.each([...REPORTS, ...CONVERSATION_REPORTS])("is all that the report %s takes", async (report) => {
    const answer = await stack.get(`/api/v1/analytics/${report}`, { assistant_id, ...RANGE }, key);
    expect([answer.status, between.calls()]).toEqual([200, [QUERY]]);
  });

  test("is all that a list of assistants takes", async () => {
    expect([(await stack.get("/api/v1/assistants", {}, key)).status, between.calls()]).toEqual([
      200,
      [QUERY],
    ]);
  });

  test("is all that it takes to find a client by its name, or not to", async () => {
    for (const [client, status] of [
      ["Acme", 200],
      ["Nobody", 404],
    ] as const) {
      between.begin();
      const answer = await stack.get("/api/agent/analytics/user", { client }, key);
      expect([answer.status, between.calls()]).toEqual([status, [QUERY]]);
    }
  });

  test.each([
    ["without a key", 401, {}],
    ["with a wrong parameter", 400, { parameters: { nonsense: "1" } }],
    ["with a wrong method", 405, { method: "POST" }],
  ])("is all that a refusal takes: %s", async (name, status, options) => {
    const credential = name === "without a key" ? {} : { key };
    const answer = await stack.request("/api/v1/analytics/pages", { ...credential, ...options });
    expect([answer.status, between.calls()]).toEqual([status, [QUERY]]);
  });

  test.each([
    ["an answer to Seasalt's clients", 200, { metric: "conversation_breakdown" }],
    [
      "a refusal of a zone, which only the database knows",
      422,
      { metric: "total_usage", timezone: "US/Pacific-New" },
    ],
    ["a refusal of a body", 422, []],
  ])("is all that %s takes", async (_, status, body) => {
    const options = { method: "POST", headers: { "x-api-key": key }, body: JSON.stringify(body) };
    const answer = await stack.request(GENERATE_ANALYTICS, options);
    expect([answer.status, between.calls()]).toEqual([status, [QUERY]]);
  });

  test("is all that a beacon takes, however many events it carries", async () => {
    const now = Date.now();
    const event = () => ({ id: randomUUID(), type: "page_view", at: now, url: "https://acme.com/" });
    const answer = await stack.request("/.netlify/functions/track", {
      method: "POST",
      headers: { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" },
      body: JSON.stringify({ assistant_id, sent_at: now, events: [event(), event(), event()] }),
    });
    expect([answer.status, between.calls()]).toEqual([202, ["POST /rest/v1/rpc/record_events"]]);
  });

  test("is all that a call with events takes, however many, and that its refusal takes", async () => {
    const writer = await stack.newKey(account, { scopes: ["events:write"] });
    const body = JSON.stringify(oneOfEach());
    for (const [options, status] of [
      [{ key: writer, body }, 200],
      [{ key: writer, body: "nonsense" }, 400],
      [{ key, body }, 403],
      [{ body }, 401],
    ] as const) {
      between.begin();
      const answer = await stack.request(EVENTS, { method: "POST", ...options });
      expect([answer.status, between.calls()]).toEqual([status, ["POST /rest/v1/rpc/log_events"]]);
    }
  });

  test("and one to Auth are all that a report takes that who has signed in asks for", async () => {
    const parameters = { assistant_id, ...RANGE };
    const answer = await stack.get("/api/v1/analytics/pages", parameters, account.token);
    expect([answer.status, between.calls()]).toEqual([200, ["GET /auth/v1/user", QUERY]]);
  });

  test("and one to Auth are all that managing keys takes", async () => {
    const path = "/.netlify/functions/generate-api-key";
    const both = ["GET /auth/v1/user", "POST /rest/v1/rpc/manage_api_keys"];
    const created = await stack.request(path, { method: "POST", key: account.token });
    expect([created.status, between.calls()]).toEqual([201, both]);
    between.begin();
    expect([(await stack.request(path, { key: account.token })).status, between.calls()]).toEqual([
      200,
      both,
    ]);
    between.begin();
    const parameters = { id: created.body.data.id };
    const revoked = await stack.request(path, { method: "DELETE", key: account.token, parameters });
    expect([revoked.status, between.calls()]).toEqual([200, both]);
  });
});
