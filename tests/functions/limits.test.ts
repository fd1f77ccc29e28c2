import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ipHash } from "../../src/auth/hashing.ts";
import { clock } from "../../src/clock.ts";
import { reachedLimit, rememberLimit } from "../../src/http/limits.ts";
import { standBetween } from "../support/between.ts";
import { expectError } from "../support/contract.ts";
import { EVENTS } from "../support/logging.ts";
import { times } from "../support/seed.ts";
import { type Account, type Answer, randomAddress, type Stack, startStack } from "../support/stack.ts";
import { TRACK } from "../support/tracking.ts";

const PAGES = "/api/v1/analytics/pages";
const KEYS = "/.netlify/functions/generate-api-key";
const LINKS = "/api/v1/share-links";
const HALF_PAST = "2026-11-20T10:00:30Z";

let stack: Stack;
let account: Account;
let assistant_id: string;
let between: Awaited<ReturnType<typeof standBetween>>;
const now = clock.now;
const setTime = (time: string) => {
  clock.now = () => new Date(time);
};
beforeAll(async () => {
  stack = await startStack();
  account = await stack.newAccount();
  assistant_id = await stack.newAssistant(account);
  between = await standBetween(stack.supabase.url);
});
afterAll(async () => {
  await between.stop();
  await stack.stop();
});
beforeEach(() => {
  setTime(HALF_PAST);
  between.begin();
});
afterEach(() => {
  clock.now = now;
});

/** So many requests one after the other, each by its number. */
async function ask(count: number, one: (number: number) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const number of times(count, (index) => index)) {
    answers.push(await one(number));
  }
  return answers;
}

const statuses = (answers: Answer[]) =>
  answers.reduce<Record<number, number>>(
    (counts, { status }) => Object.assign(counts, { [status]: (counts[status] ?? 0) + 1 }),
    {},
  );

const guess = (number: number) => `phona_live_${String(number).padStart(40, "0")}`;
const range = { start_date: "2026-11-20", end_date: "2026-11-20" };

describe("what is over a limit", () => {
  test("of a key costs the database one call in 1,000, and is told until when", async () => {
    const key = await stack.newKey(account);
    await ask(60, () => stack.get(PAGES, { assistant_id, ...range }, key));
    between.begin();
    const answers = await ask(1_000, () => stack.get(PAGES, { assistant_id, ...range }, key));
    expect([statuses(answers), between.calls().length]).toEqual([{ 429: 1_000 }, 1]);
    for (const answer of [answers[0], answers[999]]) {
      expect(answer?.headers.get("retry-after")).toBe("30");
      expect(answer?.headers.get("x-ratelimit-remaining")).toBe("0");
      expect(answer?.body.error.message).toBe("Limit of 60 requests reached; retry in 30 seconds");
    }
    setTime("2026-11-20T10:01:00Z");
    expect((await stack.get(PAGES, { assistant_id, ...range }, key)).status).toBe(200);
  });

  test.each([
    ["reports", PAGES, "GET", guess],
    ["reports, with session tokens", PAGES, "GET", (number: number) => `a.${number}.c`],
    ["events", EVENTS, "POST", guess],
    ["keys, with session tokens", KEYS, "GET", (number: number) => `a.${number}.c`],
    ["share links, with session tokens", LINKS, "GET", (number: number) => `a.${number}.c`],
  ])("of guesses at %s costs neither the database nor Auth a call", async (_, path, method, keyOf) => {
    const ip = randomAddress();
    const one = (number: number) =>
      stack.request(path, { method, ip, key: keyOf(number), ...(method === "POST" && { body: "[]" }) });
    expect(statuses(await ask(61, one))).toEqual({ 401: 60, 429: 1 });
    between.begin();
    const answers = await ask(100, (number) => one(1_000 + number));
    expect([statuses(answers), between.calls()]).toEqual([{ 429: 100 }, []]);
  });

  test("of beacons is 600 a minute of an address, and costs the database one call in 1,000", async () => {
    const ip = randomAddress();
    const headers = {
      "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    };
    const beacon = (more: Record<string, unknown> = {}) =>
      stack.request(TRACK, {
        method: "POST",
        ip,
        headers,
        body: JSON.stringify({
          ...{ assistant_id, sent_at: Date.parse(HALF_PAST), id: randomUUID(), type: "page_view" },
          ...{ at: Date.parse(HALF_PAST), url: "https://acme.com/", ...more },
        }),
      });
    expect((await beacon()).status).toBe(202);
    await stack.execute("update analytics.rate_limits set minute_count = 598 where subject = $1", [
      `track:${ipHash(ip, undefined)}`,
    ]);
    // Those of an assistant that does not exist count too, and what is wrong is not asked about at all.
    expect((await beacon({ assistant_id: "ast_nobody" })).status).toBe(404);
    expect((await beacon({ url: "nonsense" })).status).toBe(400);
    expect((await beacon()).status).toBe(202);
    between.begin();
    const answers = await ask(1_000, () => beacon());
    expect([statuses(answers), between.calls()]).toEqual([
      { 429: 1_000 },
      ["POST /rest/v1/rpc/record_events"],
    ]);
    for (const answer of [answers[0], answers[999]]) {
      expect([answer?.headers.get("retry-after"), answer?.body.error.code]).toEqual(["30", "RATE_LIMITED"]);
      expect(answer?.headers.get("access-control-allow-origin")).toBe("*");
    }
    const views = "select count(*)::integer as count from analytics.page_views";
    expect(await stack.execute(views)).toEqual([{ count: 2 }]);
    setTime("2026-11-20T10:01:00Z");
    expect((await beacon()).status).toBe(202);
  });

  test("of an address shuts out no key that is known to be good, nor a method that is wrong", async () => {
    const ip = randomAddress();
    const key = await stack.newKey(account);
    expect((await stack.request("/api/v1/assistants", { ip, key })).status).toBe(200);
    await ask(61, (number) => stack.request(PAGES, { ip, key: guess(number) }));
    expect((await stack.request("/api/v1/assistants", { ip, key })).status).toBe(200);
    const wrong = await stack.request(PAGES, { ip, key: guess(0), method: "PUT" });
    expectError(wrong, 405, "METHOD_NOT_ALLOWED", /use GET/);
    const unknown = await stack.newKey(account);
    expectError(await stack.request(PAGES, { ip, key: unknown }), 429, "RATE_LIMITED", /30 seconds/);
    setTime("2026-11-20T10:01:00Z");
    expect((await stack.request("/api/v1/assistants", { ip, key: unknown })).status).toBe(200);
  });

  test("is remembered of 10,000 at most, of whom the first gives way", () => {
    const rate = { allowed: false, limit: 60, remaining: 0, reset: Date.parse(HALF_PAST) / 1_000 + 30 };
    for (const number of times(10_001, (index) => index)) {
      rememberLimit(`one of many ${number}`, rate);
    }
    expect(reachedLimit("one of many 0")).toBeUndefined();
    expect([reachedLimit("one of many 1"), reachedLimit("one of many 10000")]).toEqual([rate, rate]);
  });

  test("of a day is asked for again each minute, since the key may have been revoked", async () => {
    const other = await stack.newAccount();
    const key = await stack.newKey(other);
    await stack.get("/api/v1/assistants", {}, key);
    await stack.execute(
      `update analytics.rate_limits set day_count = 10000
       where subject = (select 'key:' || id from public.api_keys where account_id = $1::text::uuid)`,
      [other.id],
    );
    expectError(await stack.get("/api/v1/assistants", {}, key), 429, "RATE_LIMITED", /Limit of 10000/);
    await stack.execute("update public.api_keys set revoked_at = now() where account_id = $1::text::uuid", [
      other.id,
    ]);
    expect((await stack.get("/api/v1/assistants", {}, key)).status).toBe(429);
    setTime("2026-11-20T10:01:31Z");
    expectError(await stack.get("/api/v1/assistants", {}, key), 401, "UNAUTHORIZED");
  });
});
