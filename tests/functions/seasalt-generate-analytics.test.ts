import { describe, expect, test } from "vitest";
import { noon, said } from "../support/conversing.ts";
import { type LogEvent, logged } from "../support/logging.ts";
import { analyzing } from "../support/seasalt.ts";
import { spread, times } from "../support/seed.ts";

const { ask, reportAll } = analyzing();

const called = (at: string, more: Record<string, unknown> = {}) =>
  logged("call", { at, direction: "inbound", duration_seconds: 60, ...more });
const labelled = (at: string, label: string) => logged("label.applied", { conversation_id: "c1", at, label });

/** So many messages of each sender, at noon of a day. */
const sent = (day: string, counts: Record<string, number>): LogEvent[] =>
  spread(counts).map((sender, number) => said("c1", noon(day, number), { sender }));

describe("Seasalt's today_communication_volume", () => {
  test("is the documented example, from the data that it describes", async () => {
    await reportAll([
      ...times(12, (number) => called(`2026-11-20T0${number % 10}:00:00Z`)),
      ...times(5, () => called("2026-11-20T08:00:00Z", { direction: "outbound" })),
      ...times(180, (number) => said("c1", noon("2026-11-20", -7_200 - number))),
    ]);
    expect(await ask({ metric: "today_communication_volume" })).toEqual({
      metric: "today_communication_volume",
      time_unit: "day",
      data: [{ inbound_voice_count: 12, outbound_voice_count: 5, inbound_non_voice_count: 180 }],
    });
  });

  test("counts from the midnight of the zone to now, and what came in, from whomever", async () => {
    await reportAll([
      ...["2026-11-19T15:59:59.999Z", "2026-11-19T16:00:00Z", "2026-11-20T10:00:00Z"].map((at) =>
        said("c1", at),
      ),
      said("c1", "2026-11-20T10:00:01Z"),
      said("c1", "2026-11-20T09:00:00Z", { direction: "outbound" }),
      said("c1", "2026-11-20T09:00:00Z", { sender: "BOT" }),
    ]);
    const count = async (timezone: string) =>
      (await ask({ metric: "today_communication_volume", timezone })).data[0].inbound_non_voice_count;
    expect([await count("Asia/Taipei"), await count("UTC")]).toEqual([2, 1]);
  });

  test("is all zero where nothing happened", async () => {
    const { data } = await ask({ metric: "today_communication_volume" });
    expect(data).toEqual([{ inbound_voice_count: 0, outbound_voice_count: 0, inbound_non_voice_count: 0 }]);
  });
});

describe("Seasalt's activity_trend", () => {
  const JUNE = {
    metric: "activity_trend",
    type: "messages",
    time_unit: "day",
    from_date: "2024-06-01T00:00:00",
    to_date: "2024-06-03T23:59:59",
  };

  // The example has "bot" once in lower case and SYSTEM never: all four are there, in capitals. Of its 370
  // messages nothing is 12.5 % more; with 8 of the system, which it leaves out, they are 378 after 336.
  test("is the documented example, with all four senders in capitals", async () => {
    await reportAll([
      ...sent("2024-05-30", { CUSTOMER: 336 }),
      ...sent("2024-06-01", { CUSTOMER: 45, AGENT: 60, BOT: 20, SYSTEM: 8 }),
      ...sent("2024-06-02", { CUSTOMER: 30, AGENT: 55, BOT: 15 }),
      ...sent("2024-06-03", { CUSTOMER: 50, AGENT: 70, BOT: 25 }),
    ]);
    expect(await ask(JUNE)).toEqual({
      metric: "activity_trend",
      time_unit: "day",
      data: [
        { date: "2024-06-01", CUSTOMER: 45, AGENT: 60, BOT: 20, SYSTEM: 8 },
        { date: "2024-06-02", CUSTOMER: 30, AGENT: 55, BOT: 15, SYSTEM: 0 },
        { date: "2024-06-03", CUSTOMER: 50, AGENT: 70, BOT: 25, SYSTEM: 0 },
      ],
      change_percent: 12.5,
    });
  });

  test("counts calls by direction, months and years of nothing too", async () => {
    await reportAll([
      called("2024-05-31T23:59:59Z"),
      called("2024-07-01T00:00:00Z", { direction: "outbound" }),
      called("2024-07-31T23:59:59Z"),
    ]);
    const calls = { ...JUNE, type: "calls", from_date: "2024-05-31", to_date: "2024-08-01" };
    expect((await ask({ ...calls, time_unit: "month" })).data).toEqual([
      { date: "2024-05", inbound: 1, outbound: 0 },
      { date: "2024-06", inbound: 0, outbound: 0 },
      { date: "2024-07", inbound: 1, outbound: 1 },
      { date: "2024-08", inbound: 0, outbound: 0 },
    ]);
    expect((await ask({ ...calls, time_unit: "year", from_date: "2023-12-31" })).data).toEqual([
      { date: "2023", inbound: 0, outbound: 0 },
      { date: "2024", inbound: 2, outbound: 1 },
    ]);
  });

  test.each([
    ["null after nothing", 0, 3, null],
    ["null where there is nothing before and now", 0, 0, null],
    ["-100 where there is nothing any more", 3, 0, -100],
    ["rounded half up to two decimals", 800, 801, 0.13],
    ["a third", 3, 4, 33.33],
    ["two thirds less", 3, 1, -66.67],
  ])("changes by %s", async (_, before, now, change) => {
    await reportAll([
      ...times(before, (number) => said("c1", noon("2024-05-31", number))),
      ...times(now, (number) => said("c1", noon("2024-06-01", number))),
    ]);
    expect((await ask({ ...JUNE, to_date: "2024-06-01" })).change_percent).toBe(change);
  });

  test("compares with the window of equal length just before, to the second", async () => {
    await reportAll([
      ...["2024-06-01T05:59:59.999Z", "2024-06-01T06:00:00Z", "2024-06-01T11:59:59.999Z"].map((at) =>
        said("c1", at),
      ),
      said("c1", "2024-06-01T12:00:00Z"),
    ]);
    const { data, change_percent } = await ask({
      ...JUNE,
      from_date: "2024-06-01T12:00:00Z",
      to_date: "2024-06-01T17:59:59Z",
    });
    expect([data[0].CUSTOMER, change_percent]).toEqual([1, -50]);
  });
});

describe("Seasalt's label_usage", () => {
  const MAY = {
    metric: "label_usage",
    time_unit: "month",
    from_date: "2024-05-01T00:00:00",
    to_date: "2024-06-01T23:59:59",
  };

  // The example begins with the later month: series ascend in time.
  test("is the documented example, from the data that it describes, with the earlier month first", async () => {
    await reportAll([
      ...spread({ sales: 15, support: 27, other: 30 }).map((label) => labelled(noon("2024-05-20"), label)),
      ...spread({ sales: 45, support: 32 }).map((label) => labelled(noon("2024-06-01"), label)),
      labelled("2024-06-02T00:00:00Z", "sales"),
    ]);
    expect(await ask({ ...MAY, labels: ["sales", "support"] })).toEqual({
      metric: "label_usage",
      time_unit: "month",
      data: [
        {
          date: "2024-05",
          labels: [
            { name: "sales", count: 15 },
            { name: "support", count: 27 },
          ],
        },
        {
          date: "2024-06",
          labels: [
            { name: "sales", count: 45 },
            { name: "support", count: 32 },
          ],
        },
      ],
    });
  });

  test("lists all that were applied where none is asked for, the most used first, ties by name", async () => {
    await reportAll(spread({ b: 2, B: 2, a: 1, z: 3 }).map((label) => labelled(noon("2024-05-20"), label)));
    expect((await ask(MAY)).data).toEqual([
      {
        date: "2024-05",
        labels: [
          { name: "z", count: 3 },
          { name: "B", count: 2 },
          { name: "b", count: 2 },
          { name: "a", count: 1 },
        ],
      },
      { date: "2024-06", labels: [] },
    ]);
  });

  test("lists those that are asked for in their order, with 0 where one was not applied", async () => {
    await reportAll(spread({ a: 1, b: 3 }).map((label) => labelled(noon("2024-05-20"), label)));
    const { data } = await ask({ ...MAY, labels: [" never ", "a", "b"] });
    expect(data).toEqual(
      [
        ["2024-05", 1, 3],
        ["2024-06", 0, 0],
      ].map(([date, a, b]) => ({
        date,
        labels: [
          { name: "never", count: 0 },
          { name: "a", count: a },
          { name: "b", count: b },
        ],
      })),
    );
  });
});

describe("Seasalt's total_usage", () => {
  const TOTAL = {
    metric: "total_usage",
    time_unit: "month",
    from_date: "2024-06-01T00:00:00",
    to_date: "2024-06-03T23:59:59",
  };

  // It sends a time_unit, which its table of fields does not have: it is taken, and given back.
  test("is the documented example, from the data that it describes", async () => {
    await reportAll([
      ...times(200, (number) => called(noon("2024-06-01", number))),
      called("2024-06-03T23:59:59.999Z", { direction: "outbound", duration_seconds: 1_200 }),
      ...sent("2024-06-02", { CUSTOMER: 80, AGENT: 110, BOT: 200, SYSTEM: 30 }),
      called("2024-06-04T00:00:00Z"),
    ]);
    expect(await ask(TOTAL)).toEqual({
      metric: "total_usage",
      time_unit: "month",
      data: [{ total_voice_minutes: 220, total_chat_responses: 310 }],
    });
  });

  test("has minutes of two decimals, and the time_unit day where none is sent", async () => {
    await reportAll([called(noon("2024-06-01"), { duration_seconds: 100 })]);
    const { time_unit, ...rest } = TOTAL;
    expect([time_unit, await ask(rest)]).toEqual([
      "month",
      {
        metric: "total_usage",
        time_unit: "day",
        data: [{ total_voice_minutes: 1.67, total_chat_responses: 0 }],
      },
    ]);
  });
});
