import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { clock } from "../../src/clock.ts";
import { leaksOf } from "../support/leaks.ts";
import { logLines } from "../support/log-lines.ts";
import { EVENTS, oneOfEach } from "../support/logging.ts";
import { running } from "../support/reporting.ts";
import { batch, pageView, visitor } from "../support/seed.ts";
import type { Account } from "../support/stack.ts";
import { TRACK, view } from "../support/tracking.ts";

const PAGES = "/api/v1/analytics/pages";
const RANGE = { start_date: "2026-04-01", end_date: "2026-04-30" };
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const TIME = expect.any(Number);

const stack = running();
let account: Account;
let assistant_id: string;
let key: string;
beforeAll(async () => {
  account = await stack().newAccount();
  assistant_id = await stack().newAssistant(account);
  key = await stack().newKey(account);
});
const now = clock.now;
afterEach(() => {
  clock.now = now;
});

describe("a request", () => {
  test("is one line of JSON in the log, with the id that its answer has", async () => {
    clock.now = () => new Date("2026-11-20T10:00:30.123Z");
    const lines = logLines();
    const { headers } = await stack().get(PAGES, { assistant_id, ...RANGE, page_url: "/private" }, key);
    expect(lines).toEqual([
      {
        time: "2026-11-20T10:00:30.123Z",
        level: "info",
        request_id: expect.stringMatching(UUID),
        endpoint: PAGES,
        method: "GET",
        status: 200,
        duration_ms: TIME,
        database_ms: TIME,
        assistant_id,
      },
    ]);
    expect(headers.get("x-request-id")).toBe(lines[0]?.["request_id"]);
  });

  test("of a session tells whose it is, and how long Auth took", async () => {
    const lines = logLines();
    const { headers } = await stack().get("/api/v1/share-links", {}, account.token);
    expect(lines).toMatchObject([{ status: 200, account_id: account.id, auth_ms: TIME, database_ms: TIME }]);
    expect(headers.get("server-timing")).toMatch(/^db;dur=[\d.]+, auth;dur=[\d.]+, total;dur=[\d.]+$/);
  });

  test.each([
    ["refused for want of a key", 401, {}],
    ["refused for its method", 405, { method: "PUT" }],
  ])("%s is logged with its status, and answered with its times", async (_, status, options) => {
    const lines = logLines();
    const { headers } = await stack().request(PAGES, options);
    expect(lines).toMatchObject([{ level: "info", status, duration_ms: TIME }]);
    expect(headers.get("server-timing")).toMatch(/^db;dur=[\d.]+, total;dur=[\d.]+$/);
  });

  test("that asks nothing of the database says only how long it took", async () => {
    const { headers } = await stack().request(TRACK, { method: "OPTIONS" });
    expect(headers.get("server-timing")).toMatch(/^total;dur=[\d.]+$/);
    expect(headers.get("x-request-id")).toMatch(UUID);
  });

  test("that names an assistant in its path is logged without what it names", async () => {
    const lines = logLines();
    for (const name of [assistant_id, "nobody%27s%20secret"]) {
      await stack().get(`/api/dev/v1/chatbots/${name}/analytics/overview`, {}, key);
    }
    expect(lines.map(({ endpoint, status, assistant_id }) => [endpoint, status, assistant_id])).toEqual([
      ["/api/dev/v1/chatbots/:chatbot_id/analytics/overview", 200, assistant_id],
      ["/api/dev/v1/chatbots/:chatbot_id/analytics/overview", 404, undefined],
    ]);
  });

  test("for a list in whole is logged when all of it is sent, with the time of all calls", async () => {
    const one = await stack().newAssistant(account);
    for (const number of Array(1_100).keys()) {
      const at = new Date(Date.UTC(2026, 3, 10, 0, 0, number)).toISOString();
      await stack().record(batch(one, visitor(number), [pageView(at, "/")]));
    }
    const lines = logLines();
    const { headers, body } = await stack().get(
      "/api/v1/analytics/sessions",
      { assistant_id: one, ...RANGE, format: "csv" },
      key,
    );
    expect(body.split("\r\n")).toHaveLength(1_102);
    expect(lines).toMatchObject([{ level: "info", status: 200, assistant_id: one }]);
    const [first] = headers.get("server-timing")?.match(/[\d.]+/) ?? [];
    expect(lines[0]?.["database_ms"]).toBeGreaterThan(Number(first));
  });
});

describe("an unexpected error", () => {
  test("is logged with its stack, and told by the request's id alone", async () => {
    await stack().execute("alter function analytics.report_pages rename to report_pages_away");
    const lines = logLines();
    const { status, body, headers } = await stack().get(PAGES, { assistant_id, ...RANGE }, key);
    await stack().execute("alter function analytics.report_pages_away rename to report_pages");
    const id = headers.get("x-request-id");
    expect([status, body.error.message]).toEqual([
      500,
      `Something went wrong on our end; please tell support the request id ${id}.`,
    ]);
    expect(lines).toMatchObject([
      {
        level: "error",
        request_id: id,
        status: 500,
        error: {
          name: "DatabaseError",
          code: "42883",
          at: expect.arrayContaining([expect.stringContaining("src/database/client.ts")]),
        },
      },
    ]);
    expect(Object.keys(Object(lines[0]?.["error"]))).toEqual(["name", "code", "at"]);
  });
});

describe("no log", () => {
  test("holds what was sent, wherever it is sent", async () => {
    const lines = logLines();
    const planted = () => `planted-${randomUUID()}`;
    const [secret, ip] = [planted(), "203.0.113.77"];
    const headers = { "user-agent": secret, referer: `https://acme.com/${secret}`, cookie: secret };
    const writer = await stack().newKey(account, { scopes: ["events:write"] });
    const at = Date.now();
    const event = view({
      at,
      url: `https://acme.com/${secret}?q=${secret}`,
      title: secret,
      referrer: secret,
    });
    const sent = await Promise.all([
      stack().request(TRACK, {
        method: "POST",
        ip,
        headers,
        body: JSON.stringify({
          assistant_id,
          visitor_id: "v_00000000000000ff",
          sent_at: at,
          events: [event],
        }),
      }),
      stack().request(TRACK, { method: "POST", ip, headers, body: secret }),
      stack().request(EVENTS, {
        method: "POST",
        ip,
        headers,
        key: writer,
        body: JSON.stringify(oneOfEach().map((one) => ({ ...one, text: secret, user: secret }))),
      }),
      stack().request(PAGES, { ip, headers, key, parameters: { assistant_id: secret, ...RANGE } }),
      stack().request(PAGES, { ip, headers, key: secret, parameters: { page_url: secret } }),
      stack().request("/api/v1/share-links", { ip, headers, key: secret }),
      stack().request("/.netlify/functions/generate-api-key", {
        method: "POST",
        ip,
        headers,
        key: account.token,
        body: JSON.stringify({ name: secret }),
      }),
      stack().request(`/api/dev/v1/chatbots/${secret}/analytics/messages`, { ip, headers, key }),
    ]);
    expect(lines).toHaveLength(sent.length);
    const log = lines.map((line) => JSON.stringify(line)).join("\n");
    expect(log).not.toContain(secret);
    expect(leaksOf(log)).toEqual([]);
    for (const [leak] of [[key], [account.token], [ip], [`mail of ${account.email}`]] as const) {
      expect(leaksOf(`what was ${leak} has come here`)).toHaveLength(1);
    }
    const [first] = lines;
    expect(leaksOf(JSON.stringify({ ...first, title: "Hello" }))).toHaveLength(1);
  });
});
