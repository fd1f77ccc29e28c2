import { describe, expect, test } from "vitest";
import { clock } from "../../src/clock.ts";
import { expectRateHeaders } from "../support/contract.ts";
import { noon, said, started } from "../support/conversing.ts";
import { logged } from "../support/logging.ts";
import { analyzing, PATH } from "../support/seasalt.ts";

const { account, ask, assistantId, post, reportAll, stack } = analyzing();

const METRICS =
  "today_communication_volume, activity_trend, label_usage, total_usage, conversation_overview, conversation_overview_yearly, conversation_breakdown";
const MESSAGES = { metric: "activity_trend", type: "messages", time_unit: "day" };
const LABELS = { metric: "label_usage", time_unit: "day" };
const OVERVIEW = { metric: "conversation_overview" };
const MOMENT =
  "expected an ISO 8601 date or date-time, such as 2024-06-01, 2024-06-01T00:00:00 or 2024-06-01T00:00:00+08:00";

describe("Seasalt's generate_analytics refuses with 422, naming the field and what was expected,", () => {
  test.each([
    ["no metric", {}, `metric is required: expected ${METRICS}`],
    ["an unknown metric", { metric: "sales" }, `metric: expected ${METRICS}`],
    ["a metric in capitals", { metric: "TOTAL_USAGE" }, `metric: expected ${METRICS}`],
    ["a metric that is no text", { metric: ["total_usage"] }, `metric: expected ${METRICS}`],
    ["no type", { metric: "activity_trend", time_unit: "day" }, "type is required: expected messages, calls"],
    ["an unknown type", { ...MESSAGES, type: "emails" }, "type: expected messages, calls"],
    [
      "no time_unit of a trend",
      { metric: "activity_trend", type: "calls" },
      "time_unit is required: expected day, month, year",
    ],
    ["no time_unit of labels", { metric: "label_usage" }, "time_unit is required: expected day, month, year"],
    [
      "no time_unit of an overview",
      OVERVIEW,
      "time_unit is required: expected day, month, year, or a range_type in its place",
    ],
    ["an unknown time_unit", { ...LABELS, time_unit: "week" }, "time_unit: expected day, month, year"],
    [
      "a misspelt field",
      { ...MESSAGES, time_zone: "UTC" },
      "time_zone: not a field of activity_trend, which takes metric, type, time_unit, from_date, to_date, timezone",
    ],
    [
      "a field of another metric",
      { metric: "total_usage", labels: ["sales"] },
      "labels: not a field of total_usage, which takes metric, time_unit, from_date, to_date, timezone",
    ],
    [
      "a range of a year",
      { metric: "conversation_overview_yearly", from_date: "2024-01-01" },
      "from_date: not a field of conversation_overview_yearly, which takes metric, year, timezone",
    ],
    [
      "a range of today",
      { metric: "today_communication_volume", time_unit: "day" },
      "time_unit: not a field of today_communication_volume, which takes metric, timezone",
    ],
    ["labels that are no list", { ...LABELS, labels: "sales" }, "labels: expected a list of names of labels"],
    ["no labels in a list", { ...LABELS, labels: [] }, "labels: expected at least one label"],
    ["a label twice", { ...LABELS, labels: ["a", " a"] }, "labels: expected each label once"],
    ["a label that is no text", { ...LABELS, labels: ["a", 1] }, "labels.1: expected text"],
    ["an empty label", { ...LABELS, labels: [" "] }, "labels.0: expected a value"],
    ["half a character", { ...LABELS, labels: ["\ud800"] }, "labels.0: expected well-formed Unicode"],
    ["101 labels", { ...LABELS, labels: [..."x".repeat(101)] }, "labels: expected at most 100 labels"],
    [
      "an unknown handling_status",
      { ...OVERVIEW, time_unit: "day", handling_status: "resolved" },
      "handling_status: expected RESOLVED, PENDING, FOLLOW_UP",
    ],
    [
      "a word for yes",
      { ...OVERVIEW, time_unit: "day", exclude_empty_response: "true" },
      "exclude_empty_response: expected true or false",
    ],
    [
      "an unknown range_type",
      { ...OVERVIEW, range_type: "last_week" },
      "range_type: expected last_day, last_7_days, last_30_days, last_90_days, last_180_days",
    ],
    [
      "a range and a range_type",
      { ...OVERVIEW, range_type: "last_day", to_date: "2024-06-01" },
      "to_date: expected either a range or a range_type, not both",
    ],
    [
      "a year that is no text",
      { metric: "conversation_overview_yearly", year: 2025 },
      "year: expected a year as text, such as 2025",
    ],
    [
      "a year before all",
      { metric: "conversation_overview_yearly", year: "1999" },
      "year: expected a year from 2000 to 2100",
    ],
    [
      "a year of two digits",
      { metric: "conversation_overview_yearly", year: "25" },
      "year: expected a year from 2000 to 2100",
    ],
  ])("%s", async (_, body, detail) => {
    const answer = await post(body);
    expect([answer.status, answer.body]).toEqual([422, { detail }]);
    expectRateHeaders(answer);
  });

  test.each([
    "yesterday",
    "",
    "2024-06-31",
    "2024-13-01T00:00:00",
    "2024-06-01T24:00:00",
    "2024-06-01 00:00:00",
    "2024-06-01T00:00:00+16:00",
    "2024-06-01T00:00:00 Asia/Taipei",
    "0000-01-01",
    "01/06/2024",
    "1717200000",
    1_717_200_000,
    ["2024-06-01"],
  ])("from_date = %j", async (from_date) => {
    const { status, body } = await post({ ...MESSAGES, from_date });
    expect([status, body]).toEqual([422, { detail: `from_date: ${MOMENT}` }]);
  });

  test.each([
    ["from_date after to_date", { from_date: "2024-06-02T00:00:00", to_date: "2024-06-01T23:59:59" }],
    [
      "one in the zone after one with an offset",
      { from_date: "2024-06-01T08:00:01", to_date: "2024-06-01T00:00:00Z" },
    ],
    ["a from_date that is to come", { from_date: "2026-11-22" }],
    ["a to_date before today, without from_date", { to_date: "2026-11-19" }],
  ])("%s, naming both", async (_, range) => {
    const { status, body } = await post({ ...MESSAGES, timezone: "Asia/Taipei", ...range });
    expect([status, body.detail]).toEqual([
      422,
      "from_date: expected a time that is not after to_date; the one that is left out is of today",
    ]);
  });

  test("more than 3,660 days", async () => {
    const { status, body } = await post({ ...MESSAGES, from_date: "2016-06-01", to_date: "2026-06-09" });
    expect([status, body]).toEqual([
      422,
      { detail: "from_date: expected a time at most 3,660 days before to_date" },
    ]);
  });

  test.each([
    ["nothing", "", "The body: expected a JSON object with a metric"],
    ["what is not JSON", "{'metric': 'total_usage'}", "The body is not valid JSON"],
    [
      "the documented example that lacks a comma",
      '{"metric": "label_usage" "labels": []}',
      "The body is not valid JSON",
    ],
    ["an array", "[]", "The body: expected a JSON object with a metric"],
    ["text", '"total_usage"', "The body: expected a JSON object with a metric"],
    ["null", "null", "The body: expected a JSON object with a metric"],
  ])("a body of %s", async (_, body, detail) => {
    const answer = await post(body);
    expect([answer.status, answer.body]).toEqual([422, { detail }]);
  });
});

describe("Seasalt's generate_analytics", () => {
  test("refuses a body of more than 16 KB with 413", async () => {
    const { status, body } = await post(JSON.stringify({ metric: "x".repeat(16_400) }));
    expect([status, body]).toEqual([413, { detail: "The body must not exceed 16384 bytes" }]);
  });

  test.each(["GET", "PUT", "PATCH", "DELETE", "OPTIONS"])(
    "answers %s with 405 and what is allowed",
    async (method) => {
      const key = await stack().newKey(account());
      for (const headers of [{}, { "x-api-key": key }] as Record<string, string>[]) {
        const answer = await stack().request(PATH, { method, headers });
        expect([answer.status, answer.headers.get("allow"), answer.body]).toEqual([
          405,
          "POST",
          { detail: `${method} is not possible here; use POST` },
        ]);
      }
    },
  );

  test("is opened by a key in X-API-KEY only, before it looks at the body", async () => {
    const key = await stack().newKey(account());
    for (const headers of [
      {},
      { authorization: `Bearer ${key}` },
      { "x-api-key": "" },
      { "x-api-key": `phona_live_${"x".repeat(40)}` },
      { "x-api-key": "' or 1=1 --", authorization: `Bearer ${key}` },
    ] as Record<string, string>[]) {
      const answer = await stack().request(PATH, { method: "POST", headers, body: "nonsense" });
      expect([answer.status, answer.body]).toEqual([401, { detail: "Invalid API key" }]);
      expectRateHeaders(answer);
    }
  });

  test("refuses a key that was revoked or lacks the scope", async () => {
    const writer = await stack().newKey(account(), { scopes: ["events:write"] });
    const refused = await post({ metric: "total_usage" }, writer);
    expect([refused.status, refused.body]).toEqual([
      403,
      { detail: "This key lacks the scope analytics:read" },
    ]);
    const revoked = await stack().newKey(account());
    await stack().execute("update public.api_keys set revoked_at = now() where account_id = $1::text::uuid", [
      account().id,
    ]);
    expect((await post({ metric: "total_usage" }, revoked)).status).toBe(401);
  });

  test("counts refused bodies too, and from the 61st request in a minute on says when to ask again", async () => {
    clock.now = () => new Date("2026-11-20T10:00:30Z");
    const key = await stack().newKey(account());
    const remaining: (string | null)[] = [];
    for (const body of ["nonsense", { metric: "total_usage" }, {}]) {
      remaining.push((await post(body, key)).headers.get("x-ratelimit-remaining"));
    }
    expect(remaining).toEqual(["59", "58", "57"]);
    for (let more = 0; more < 57; more++) {
      await post({}, key);
    }
    const limited = await post({}, key);
    expect([limited.status, limited.body, limited.headers.get("retry-after")]).toEqual([
      429,
      { detail: "Limit of 60 requests reached; retry in 30 seconds" },
      "30",
    ]);
  });

  test("answers at its other path too", async () => {
    const key = await stack().newKey(account());
    const body = { metric: "today_communication_volume" };
    const other = await post(body, key, "/portal-api/api/v1/generate_analytics");
    expect([other.status, other.body]).toEqual([200, (await post(body, key)).body]);
  });
});

describe("Seasalt's workspace", () => {
  const DAY = { from_date: "2024-06-01", to_date: "2024-06-01" };

  /** Something of everything that a metric counts, of one assistant. */
  const everything = (assistant_id: string) =>
    [
      started("c1", noon("2024-06-01"), { channel: "WebChat", user: "ann", handling_status: "PENDING" }),
      said("c1", noon("2024-06-01")),
      said("c1", noon("2024-06-01"), { sender: "BOT" }),
      logged("call", { at: noon("2024-06-01"), direction: "inbound", duration_seconds: 60 }),
      logged("label.applied", { at: noon("2024-06-01"), conversation_id: "c1", label: "sales" }),
    ].map((event) => ({ ...event, assistant_id }));

  /** One figure of each metric. */
  const figures = async (key?: string) => {
    const { data: trend } = await ask({ ...MESSAGES, ...DAY }, key);
    const { data: labels } = await ask({ ...LABELS, ...DAY }, key);
    const { data: usage } = await ask({ metric: "total_usage", ...DAY }, key);
    const { data: overview } = await ask(
      { ...OVERVIEW, time_unit: "day", handling_status: "PENDING", ...DAY },
      key,
    );
    const year = await ask({ metric: "conversation_overview_yearly", year: "2024" }, key);
    const { channel_summary } = await ask({ metric: "conversation_breakdown", ...DAY }, key);
    return [
      trend[0].CUSTOMER,
      labels[0].labels[0]?.count ?? 0,
      usage[0].total_voice_minutes,
      overview[0].count,
      year.total_messages,
      channel_summary.WebChat?.inbound_message_count ?? 0,
    ];
  };

  test("is all assistants of the key's account, and none of another", async () => {
    const second = await stack().newAssistant(account());
    await reportAll([...everything(assistantId()), ...everything(second)]);
    const stranger = await stack().newAccount();
    await stack().newAssistant(stranger);

    expect(await figures()).toEqual([2, 2, 2, 2, 4, 2]);
    expect(await figures(await stack().newKey(stranger))).toEqual([0, 0, 0, 0, 0, 0]);
    // One who has no assistant yet asks about nothing.
    expect(await figures(await stack().newKey(await stack().newAccount()))).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test("is one assistant where the key is bound to it", async () => {
    const second = await stack().newAssistant(account());
    const third = await stack().newAssistant(account());
    await reportAll([...everything(assistantId()), ...everything(second)]);
    const bound = (assistant_id: string) => stack().newKey(account(), { assistant_id });

    expect(await figures(await bound(second))).toEqual([1, 1, 1, 1, 2, 1]);
    expect(await figures(await bound(third))).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
