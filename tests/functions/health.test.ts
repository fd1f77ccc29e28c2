import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { clock } from "../../src/clock.ts";
import { keep } from "../../src/spill/store.ts";
import { standBetween } from "../support/between.ts";
import { type Blobs, startBlobs } from "../support/blobs.ts";
import { logLines } from "../support/log-lines.ts";
import { EVENTS, logged } from "../support/logging.ts";
import { batch, pageView, visitor } from "../support/seed.ts";
import { type Account, type Stack, startStack } from "../support/stack.ts";

const PATH = "/api/v1/health";
const CALL = "POST /rest/v1/rpc/health";

let stack: Stack;
let account: Account;
let blobs: Blobs;
let between: Awaited<ReturnType<typeof standBetween>>;
let time = Date.parse("2026-04-10T12:00:00Z");
const { now } = clock;

beforeAll(async () => {
  blobs = await startBlobs();
  stack = await startStack();
  account = await stack.newAccount();
  between = await standBetween(stack.supabase.url);
});
afterAll(async () => {
  await between.stop();
  await stack.stop();
  await blobs.stop();
});
beforeEach(() => {
  between.begin();
  // Each test comes long after the one before.
  time += 60_000;
  clock.now = () => new Date(time);
});
afterEach(async () => {
  clock.now = now;
  await stack.execute("delete from public.assistants");
});

/** A page view, and an event of the log, each recorded on a day. */
async function recordOn(viewed: string, reported: string): Promise<void> {
  const assistant_id = await stack.newAssistant(account);
  await stack.record(batch(assistant_id, visitor(1), [pageView(`${viewed}T08:00:00.000Z`, "/")]));
  const key = await stack.newKey(account, { scopes: ["events:write"] });
  const event = logged("bot.event", { name: "greeted", at: `${reported}T08:00:00.000Z`, assistant_id });
  const answer = await stack.request(EVENTS, { method: "POST", key, body: JSON.stringify([event]) });
  expect(answer.body).toMatchObject({ accepted: 1 });
}

const rollups = async () => (await stack.request(PATH)).body.rollups;

describe("GET /health", () => {
  test("tells anybody that all works, which version it is and how the database is", async () => {
    const [newest] = await stack.execute(
      "select version || '_' || name as name from supabase_migrations.schema_migrations order by version desc limit 1",
    );
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    const { status, body, headers } = await stack.request(PATH);
    expect([status, body]).toEqual([
      200,
      {
        status: "ok",
        version,
        database: { reachable: true, latency_ms: expect.any(Number), migration: newest?.["name"] },
        rollups: { oldest_due_day: null, days_behind: 0 },
        spill: { waiting: 0, dead: 0 },
      },
    ]);
    expect(headers.get("cache-control")).toBe("public, max-age=5");
    expect(between.calls()).toEqual([CALL]);
  });

  test("asks the database once in five seconds, however many ask", async () => {
    await Promise.all(Array.from({ length: 50 }, () => stack.request(PATH)));
    time += 4_999;
    await stack.request(PATH);
    expect(between.calls()).toEqual([CALL]);
    time += 1;
    await stack.request(PATH);
    expect(between.calls()).toEqual([CALL, CALL]);
  });

  test.each([
    ["page views", "2026-04-07", "2026-04-09"],
    ["the log", "2026-04-09", "2026-04-07"],
  ])("tells the oldest day of %s that is due and not rolled up", async (_, viewed, reported) => {
    await recordOn(viewed, reported);
    expect(await rollups()).toEqual({ oldest_due_day: "2026-04-07", days_behind: 3 });
    time += 60_000;
    await stack.execute("select public.roll_up('2026-04-10T12:00:00Z', 60)");
    expect(await rollups()).toEqual({ oldest_due_day: null, days_behind: 0 });
  });

  test("does not count a day that is not due: neither the one that is running, nor one that just ended", async () => {
    await recordOn("2026-04-10", "2026-04-10");
    expect(await rollups()).toEqual({ oldest_due_day: null, days_behind: 0 });
    const [before, begin] = [time, Date.parse("2026-04-11T00:59:59Z")];
    time = begin;
    expect(await rollups()).toEqual({ oldest_due_day: null, days_behind: 0 });
    time = begin + 10_000;
    expect(await rollups()).toEqual({ oldest_due_day: "2026-04-10", days_behind: 1 });
    time = before;
  });

  test("answers 503 while the database can't be asked, logs why, and is well again by itself", async () => {
    const lines = logLines();
    between.begin(() => 503);
    const beacon = batch("ast_1", visitor(1), []);
    await keep({
      kind: "beacon",
      arrived_at: new Date(time).toISOString(),
      attempts: 0,
      batch: { ...beacon, assistant_id: "ast_1", visitor: visitor(1), ip: null },
    });
    const { status, body, headers } = await stack.request(PATH);
    expect([status, body]).toEqual([
      503,
      {
        status: "unavailable",
        version: expect.any(String),
        database: { reachable: false },
        spill: { waiting: 1, dead: 0 },
      },
    ]);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(lines).toMatchObject([{ level: "error", status: 503, error: { name: "DatabaseError" } }]);
    between.begin();
    time += 5_000;
    expect((await stack.request(PATH)).status).toBe(200);
  });

  test("is well without the store of what waits, of which it then tells nothing", async () => {
    const context = process.env["NETLIFY_BLOBS_CONTEXT"] ?? "";
    delete process.env["NETLIFY_BLOBS_CONTEXT"];
    const { status, body } = await stack.request(PATH);
    process.env["NETLIFY_BLOBS_CONTEXT"] = context;
    expect([status, body.status, body.spill]).toEqual([200, "ok", null]);
  });

  test.each(["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])(
    "answers %s with 405 and what is allowed",
    async (method) => {
      const { status, body, headers } = await stack.request(PATH, { method });
      expect([status, body.error.code, headers.get("allow")]).toEqual([405, "METHOD_NOT_ALLOWED", "GET"]);
    },
  );
});
