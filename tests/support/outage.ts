import type { Context } from "@netlify/functions";
import { afterAll, afterEach, beforeAll, beforeEach, type MockInstance, vi } from "vitest";
import cronDrain from "../../netlify/functions/cron-drain.ts";
import { clock } from "../../src/clock.ts";
import { patience } from "../../src/database/client.ts";
import { type Blobs, startBlobs } from "./blobs.ts";
import { type Gate, startGate } from "./gate.ts";
import { EVENTS } from "./logging.ts";
import { type Account, type Answer, type Stack, startStack } from "./stack.ts";
import { TRACK } from "./tracking.ts";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

type Fields = Record<string, unknown>;

/**
 * For the tests of one file: a stack whose way from the functions to the Supabase API can be cut, a store to
 * spill into, and for each test a new account with one assistant and a key for everything.
 */
export function outage() {
  let stack: Stack;
  let gate: Gate;
  let blobs: Blobs;
  let account: Account;
  let assistantId: string;
  let key: string;
  let outputs: MockInstance<(text: unknown) => void>[] = [];
  const { now } = clock;
  beforeAll(async () => {
    const usual = patience.milliseconds;
    stack = await startStack();
    patience.milliseconds = usual;
    gate = await startGate(Number(new URL(stack.supabase.url).port));
    // Before the functions are first asked, which is when they read where the API is.
    process.env["SUPABASE_URL"] = `http://127.0.0.1:${gate.port}`;
    blobs = await startBlobs();
  });
  afterAll(async () => {
    await gate?.stop();
    await blobs?.stop();
    await stack?.stop();
  });
  beforeEach(async () => {
    outputs = [vi.spyOn(console, "log"), vi.spyOn(console, "error")];
    for (const output of outputs) {
      output.mockImplementation(() => undefined);
    }
    await gate.set("open");
    await blobs.empty();
    account = await stack.newAccount();
    assistantId = await stack.newAssistant(account);
    key = await stack.newKey(account, { scopes: ["analytics:read", "events:write"] });
  });
  afterEach(() => {
    clock.now = now;
    vi.restoreAllMocks();
  });

  const track = (events: Fields[], more: Fields = {}, ip = "198.51.100.23"): Promise<Answer> =>
    stack.request(TRACK, {
      method: "POST",
      ip,
      headers: { "user-agent": FIREFOX },
      body: JSON.stringify({
        assistant_id: assistantId,
        visitor_id: "v_0123456789abcdef",
        sent_at: clock.now().getTime(),
        events,
        ...more,
      }),
    });
  const report = (events: Fields[], of = key): Promise<Answer> =>
    stack.request(EVENTS, { method: "POST", key: of, body: JSON.stringify(events) });

  /** Runs the function as Netlify does when its time has come, and gives what it answers and logs. */
  const drain = async () => {
    for (const output of outputs) {
      output.mockClear();
    }
    const context = { requestId: "of-a-test" } as Context;
    const response = await cronDrain(new Request("https://example.com/cron-drain"), context);
    const lines = outputs.flatMap(({ mock }) => mock.calls.flat());
    return {
      status: response.status,
      body: await response.json(),
      log: lines.filter((line) => typeof line === "string").map((line) => JSON.parse(line)),
    };
  };

  /** How many rows of the test's assistant a table has. */
  const count = async (table: string): Promise<number> => {
    const [row] = await stack.execute(
      `select count(*)::integer as count from analytics.${table} join public.assistants on key = assistant_key
       where id = $1`,
      [assistantId],
    );
    return Number(row?.["count"]);
  };

  const ask = async (path: string, day: string): Promise<Answer["body"]> => {
    const range = { assistant_id: assistantId, start_date: day, end_date: day };
    return (await stack.get(`/api/v1/analytics/${path}`, range, key)).body;
  };

  return {
    stack: () => stack,
    gate: () => gate,
    blobs: () => blobs,
    account: () => account,
    assistantId: () => assistantId,
    key: () => key,
    track,
    report,
    drain,
    count,
    ask,
    waiting: () => blobs.contents("spill-waiting-"),
    dead: () => blobs.contents("spill-dead-"),
  };
}
