import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { clock } from "../../src/clock.ts";
import { expectError } from "../support/contract.ts";
import { times } from "../support/seed.ts";
import { randomAddress, type Stack, startStack } from "../support/stack.ts";

const PATH = "/api/v1/assistants";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());
const now = clock.now;
afterEach(() => {
  clock.now = now;
});

const newKey = async () => stack.newKey(await stack.newAccount());
const setTime = (time: string) => {
  clock.now = () => new Date(time);
};
const limits = ({ headers }: { headers: Headers }) =>
  ["limit", "remaining", "reset"].map((name) => Number(headers.get(`x-ratelimit-${name}`)));
const seconds = (time: string) => Date.parse(time) / 1000;

describe("rate limits", () => {
  test("give of 100 requests at once exactly 60 answers and 40 refusals", async () => {
    setTime("2026-11-20T10:00:30Z");
    const key = await newKey();
    const answers = await Promise.all(times(100, () => stack.get(PATH, {}, key)));
    const answered = answers.filter(({ status }) => status === 200);
    const refused = answers.filter(({ status }) => status === 429);
    expect([answered.length, refused.length]).toEqual([60, 40]);
    const remaining = answered.map((answer) => limits(answer)[1] ?? -1);
    expect(remaining.sort((a, b) => a - b)).toEqual(times(60, (number) => number));
    for (const answer of refused) {
      expectError(answer, 429, "RATE_LIMITED", /^Limit of 60 requests reached; retry in 30 seconds$/);
      expect(answer.headers.get("retry-after")).toBe("30");
    }
  });

  test("begin anew with the next minute, UTC-aligned, and tell when that is", async () => {
    const key = await newKey();
    setTime("2026-11-20T10:00:59.999Z");
    expect(limits(await stack.get(PATH, {}, key))).toEqual([60, 59, seconds("2026-11-20T10:01:00Z")]);
    expect(limits(await stack.get(PATH, {}, key))).toEqual([60, 58, seconds("2026-11-20T10:01:00Z")]);
    setTime("2026-11-20T10:01:00.000Z");
    expect(limits(await stack.get(PATH, {}, key))).toEqual([60, 59, seconds("2026-11-20T10:02:00Z")]);
  });

  test("allow 10,000 a day, describe the window with the fewest left, and begin anew at midnight UTC", async () => {
    const key = await newKey();
    setTime("2026-11-20T10:00:30Z");
    await stack.get(PATH, {}, key);
    await stack.execute(
      "update analytics.rate_limits set day_count = 9998 where subject like 'key:%' and day_count = 1",
    );
    const midnight = seconds("2026-11-21T00:00:00Z");
    expect(limits(await stack.get(PATH, {}, key))).toEqual([10_000, 1, midnight]);
    expect(limits(await stack.get(PATH, {}, key))).toEqual([10_000, 0, midnight]);
    setTime("2026-11-20T23:59:30Z");
    const refused = await stack.get(PATH, {}, key);
    expectError(refused, 429, "RATE_LIMITED", /^Limit of 10000 requests reached; retry in 30 seconds$/);
    expect(limits(refused)).toEqual([10_000, 0, midnight]);
    setTime("2026-11-21T00:00:00Z");
    expect(limits(await stack.get(PATH, {}, key))).toEqual([60, 59, midnight + 60]);
  });

  test("do not let refused requests use up the day", async () => {
    const account = await stack.newAccount();
    const key = await stack.newKey(account);
    setTime("2026-11-20T10:00:30Z");
    await Promise.all(times(80, () => stack.get(PATH, {}, key)));
    const counted = await stack.execute(
      `select day_count from analytics.rate_limits
       where subject = (select 'key:' || id from public.api_keys where account_id = $1::text::uuid)`,
      [account.id],
    );
    expect(counted).toEqual([{ day_count: 60 }]);
  });

  test("count keys apart, and those without a valid key by their address", async () => {
    setTime("2026-11-20T10:00:30Z");
    const [first, second] = [await newKey(), await newKey()];
    const ip = randomAddress();
    await stack.request(PATH, { key: first, ip });
    expect(limits(await stack.request(PATH, { key: second, ip }))[1]).toBe(59);
    const guesses = await Promise.all(times(61, () => stack.request(PATH, { key: "phona_live_guess", ip })));
    expect(guesses.map(({ status }) => status).sort()).toEqual([...Array(60).fill(401), 429]);
    // Who guessed too often is slowed; a valid key from that address is not.
    expect((await stack.request(PATH, { key: first, ip })).status).toBe(200);
  });

  test("clear away addresses that were last seen on an earlier day", async () => {
    setTime("2026-11-18T10:00:00Z");
    await Promise.all(times(4, () => stack.request(PATH)));
    setTime("2026-11-20T10:00:00Z");
    for (const _ of times(4, Number)) {
      await stack.request(PATH);
    }
    expect(await stack.execute("select from analytics.rate_limits where day < '2026-11-19' limit 1")).toEqual(
      [],
    );
  });
});
