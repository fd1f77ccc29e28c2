import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { clock } from "../../src/clock.ts";
import { EVENTS, oneOfEach } from "../support/logging.ts";
import { REPORTS } from "../support/reporting.ts";
import { PATH as GENERATE_ANALYTICS } from "../support/seasalt.ts";
import { times } from "../support/seed.ts";
import { type Account, type Stack, startStack } from "../support/stack.ts";
import { TRACK, view } from "../support/tracking.ts";

const NAMES = [
  "assistant_id",
  "start_date",
  "end_date",
  "granularity",
  "page_url",
  "country",
  "source",
  "device_type",
  "widget_engaged",
  "include",
  "limit",
  "offset",
  "__proto__",
  "constructor",
];

let stack: Stack;
let account: Account;
let assistant_id: string;
let keys: string[];
const now = clock.now;
beforeAll(async () => {
  stack = await startStack();
  account = await stack.newAccount();
  assistant_id = await stack.newAssistant(account);
  // Many, and a clock that stands: what is tested here is not the limit.
  keys = await Promise.all(times(10, () => stack.newKey(account)));
  clock.now = () => new Date("2026-11-20T10:00:00Z");
});
afterAll(async () => {
  clock.now = now;
  await stack.stop();
});

const nasty = fc.constantFrom(
  "",
  "\u0000",
  "\ud800",
  "' or 1=1 --",
  "<script>alert(1)</script>",
  "%",
  "%00",
  "../../etc/passwd",
  "1e309",
  "-1",
  "9999-12-31",
  "2026-04-31",
  "infinity",
  "NaN",
  "true",
  "null",
  "{}",
  "{{7*7}}",
  "🦊".repeat(50),
  "x".repeat(3_000),
);
const anyText = fc.oneof(
  nasty,
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("2026-04-01", "day", "GB"),
);
const anyValue = fc.oneof(anyText, fc.jsonValue({ maxDepth: 3 }), fc.double(), fc.bigInt().map(Number));

describe("hostile input", () => {
  test("gets from every report an answer or an error that names what was wrong, and never a failure", async () => {
    let turn = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...REPORTS),
        fc.dictionary(fc.constantFrom(...NAMES), anyText, { maxKeys: 5 }),
        fc.boolean(),
        async (report, wild, isComplete) => {
          const complete = { assistant_id, start_date: "2026-04-01", end_date: "2026-04-30" };
          const parameters = Object.entries({ ...(isComplete && complete), ...wild });
          const key = keys[turn++ % keys.length] ?? "";
          const answer = await stack.request(`/api/v1/analytics/${report}`, { parameters, key });
          expect([200, 400, 403, 404]).toContain(answer.status);
          if (answer.status !== 200) {
            expect(answer.body.error).toEqual({
              code: expect.stringMatching(/^[A-Z_]+$/),
              message: expect.stringMatching(/.{10}/),
              status: answer.status,
            });
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  test("gets from Seasalt's endpoint an answer or an error that names a field, and never a failure", async () => {
    const readers = await Promise.all(times(10, () => stack.newKey(account)));
    let turn = 0;
    const metrics = [
      { metric: "today_communication_volume" },
      { metric: "activity_trend", type: "calls", time_unit: "month" },
      { metric: "label_usage", time_unit: "year", labels: ["sales"] },
      { metric: "total_usage" },
      { metric: "conversation_overview", time_unit: "day" },
      { metric: "conversation_overview", range_type: "last_90_days" },
      { metric: "conversation_overview_yearly" },
      { metric: "conversation_breakdown" },
    ];
    const fields = [
      "metric",
      "type",
      "time_unit",
      "labels",
      "from_date",
      "to_date",
      "timezone",
      "handling_status",
      "exclude_empty_response",
      "range_type",
      "year",
      "__proto__",
    ];
    const moments = [
      "0001-01-01",
      "0001-01-01T00:00:00+14:00",
      "9999-12-31T23:59:59.9999999Z",
      "2026-11-20T10:00Z",
      "2026-03-29T02:30:00",
    ];
    const value = fc.oneof(
      anyValue,
      fc.constantFrom(...moments, "Etc/GMT-14", "asia/tokyo", ["\ud800"], [""]),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...metrics),
        fc.dictionary(fc.constantFrom(...fields), value, { maxKeys: 2 }),
        async (metric, wild) => {
          const answer = await stack.request(GENERATE_ANALYTICS, {
            method: "POST",
            headers: { "x-api-key": readers[turn++ % readers.length] ?? "" },
            body: JSON.stringify({ ...metric, ...wild }),
          });
          expect([200, 422]).toContain(answer.status);
          if (answer.status === 422) {
            expect(answer.body).toEqual({ detail: expect.stringMatching(/^[a-z_.0-9]+(:| is required:) ./) });
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test("gets from the beacon a receipt or an error, and never a failure", async () => {
    const fields = [
      "id",
      "type",
      "at",
      "url",
      "title",
      "referrer",
      "seconds",
      "exited_at",
      "session_id",
      "duration_seconds",
    ];
    const around = [
      "assistant_id",
      "visitor_id",
      "sent_at",
      "screen_width",
      "screen_height",
      "language",
      "touch_points",
      "webdriver",
      "events",
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.constantFrom(...fields), anyValue, { maxKeys: 2 }),
        fc.dictionary(fc.constantFrom(...around), anyValue, { maxKeys: 1 }),
        fc.constantFrom("page_view", "widget_open", "widget_close"),
        async (wildEvent, wildEnvelope, type) => {
          const at = clock.now().getTime();
          const good = view({ at });
          const beacon = {
            assistant_id,
            visitor_id: "v_0123456789abcdef",
            sent_at: at,
            events: [{ ...view({ at }), type, ...wildEvent }, good],
            ...wildEnvelope,
          };
          const answer = await stack.request(TRACK, {
            method: "POST",
            headers: {
              "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            },
            body: JSON.stringify(beacon),
          });
          expect([202, 400, 403, 404]).toContain(answer.status);
          // Whatever was wrong with the one event, the other of its batch is recorded.
          if (Object.keys(wildEnvelope).length === 0) {
            const [found] = await stack.execute(
              "select from analytics.page_views where event_id = $1::text::uuid",
              [String(good["id"])],
            );
            expect(found).toBeDefined();
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  test("gets from the log a receipt that refuses the one event at most, and never a failure", async () => {
    const writers = await Promise.all(times(10, () => stack.newKey(account, { scopes: ["events:write"] })));
    let turn = 0;
    const types = oneOfEach();
    const smallest = types.flatMap((_, number): [number, Record<string, number>][] => [
      [number, { confidence: Number.MIN_VALUE }],
      [number, { value: Number.MIN_VALUE }],
    ]);
    const fields = [...new Set(types.flatMap((event) => Object.keys(event))), "text", "value", "confidence"];
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: types.length - 1 }),
        fc.dictionary(fc.constantFrom(...fields, "__proto__", "index"), anyValue, { maxKeys: 3 }),
        async (number, wild) => {
          const [good, bad] = [oneOfEach()[4], { ...oneOfEach()[number], ...wild }];
          const answer = await stack.request(EVENTS, {
            method: "POST",
            key: writers[turn++ % writers.length] ?? "",
            body: JSON.stringify([bad, good]),
          });
          expect(answer.status).toBe(200);
          const { accepted, duplicates, refused } = answer.body;
          expect(accepted + duplicates + refused.length).toBe(2);
          expect(refused.filter(({ index }: { index: number }) => index !== 0)).toEqual([]);
          expect(accepted).toBeGreaterThanOrEqual(1);
        },
      ),
      { numRuns: 400, examples: smallest },
    );
  });

  test.each([
    ["a list 200,000 deep", "[".repeat(200_000) + "]".repeat(200_000), 400],
    ["a list that is not closed", "[".repeat(1_000_000), 400],
    ["a string for all", '"events"', 200],
    ["a byte order mark", "\ufeff[]", 400],
    ["zero bytes", "\u0000".repeat(1_000), 400],
  ])("gets from the log, for %s, no failure", async (_, body, status) => {
    const key = await stack.newKey(account, { scopes: ["events:write"] });
    expect((await stack.request(EVENTS, { method: "POST", key, body })).status).toBe(status);
  });
});
