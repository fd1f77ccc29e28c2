import { describe, expect, test } from "vitest";
import { noon, said, started } from "../support/conversing.ts";
import { logged } from "../support/logging.ts";
import { analyzing } from "../support/seasalt.ts";
import { spread, times } from "../support/seed.ts";

const { ask, reportAll } = analyzing();

describe("Seasalt's conversation_overview", () => {
  const MAY = {
    metric: "conversation_overview",
    time_unit: "month",
    from_date: "2024-05-01T00:00:00",
    to_date: "2024-06-01T23:59:59",
  };
  const RESOLVED = { handling_status: "RESOLVED" };

  // The example begins with the later month: series ascend in time.
  test("is the documented example, from the data that it describes, with the earlier month first", async () => {
    await reportAll([
      ...times(180, (number) => started(`may ${number}`, noon("2024-05-31"), RESOLVED)),
      ...times(200, (number) => started(`june ${number}`, noon("2024-06-01"), RESOLVED)),
      started("pending", noon("2024-06-01"), { handling_status: "PENDING" }),
      started("of none", noon("2024-05-01")),
      started("later", "2024-06-02T00:00:00Z", RESOLVED),
    ]);
    expect(await ask({ ...MAY, ...RESOLVED })).toEqual({
      metric: "conversation_overview",
      time_unit: "month",
      data: [
        { date: "2024-05", count: 180 },
        { date: "2024-06", count: 200 },
      ],
    });
    expect((await ask(MAY)).data).toEqual([
      { date: "2024-05", count: 181 },
      { date: "2024-06", count: 201 },
    ]);
  });

  test("tells each handling status from the others", async () => {
    const each = { RESOLVED: 1, PENDING: 2, FOLLOW_UP: 3 };
    await reportAll(
      spread(each).map((handling_status, number) =>
        started(`c${number}`, noon("2024-05-01"), { handling_status }),
      ),
    );
    for (const [handling_status, count] of Object.entries(each)) {
      expect((await ask({ ...MAY, handling_status, time_unit: "year" })).data).toEqual([
        { date: "2024", count },
      ]);
    }
  });

  test("leaves out, where that is asked for, conversations without a message of a bot or an agent", async () => {
    await reportAll([
      ...["CUSTOMER", "SYSTEM", "BOT", "AGENT"].map((sender) =>
        said(`with ${sender}`, noon("2024-05-01"), { sender }),
      ),
      started("silent", noon("2024-05-01")),
      // The answer counts, whenever it came.
      started("answered later", noon("2024-05-01")),
      said("answered later", noon("2024-07-01"), { sender: "AGENT" }),
    ]);
    const count = async (more: Record<string, unknown>) => (await ask({ ...MAY, ...more })).data[0].count;
    expect([
      await count({}),
      await count({ exclude_empty_response: false }),
      await count({ exclude_empty_response: true }),
    ]).toEqual([6, 6, 3]);
  });
});

describe("Seasalt's conversation_overview of a range_type", () => {
  const WEEK = { metric: "conversation_overview", range_type: "last_7_days" };

  test("compares the days up to now with as many before, each figure by itself", async () => {
    const [now, before] = ["2026-11-19T12:00:00Z", "2026-11-12T12:00:00Z"];
    await reportAll([
      ...times(3, (number) => started(`new ${number}`, now, { user: `u${number}` })),
      ...times(2, (number) => started(`old ${number}`, before, { user: "u0" })),
      ...times(6, (number) => said(`new ${number % 3}`, now)),
      ...times(3, () => said("new 0", now, { sender: "BOT" })),
      said("new 0", now, { sender: "SYSTEM" }),
      ...times(4, (number) => said(`old ${number % 2}`, before)),
      ...times(2, () => said("old 0", before, { sender: "BOT" })),
      ...times(2, () => said("old 0", before, { sender: "AGENT" })),
      ...times(2, (number) => logged("intervention.requested", { intervention_id: `n${number}`, at: now })),
    ]);
    expect(await ask(WEEK)).toEqual({
      metric: "conversation_overview",
      range_type: "last_7_days",
      current: {
        from: "2026-11-13T10:00:00Z",
        to: "2026-11-20T10:00:00Z",
        conversations: 3,
        messages: 10,
        bot_messages: 3,
        agent_messages: 0,
        live_agent_requests: 2,
        distinct_users: 3,
      },
      previous: {
        from: "2026-11-06T10:00:00Z",
        to: "2026-11-13T10:00:00Z",
        conversations: 2,
        messages: 8,
        bot_messages: 2,
        agent_messages: 2,
        live_agent_requests: 0,
        distinct_users: 1,
      },
      change_percent: {
        conversations: 50,
        messages: 25,
        bot_messages: 50,
        agent_messages: -100,
        live_agent_requests: null,
        distinct_users: 200,
      },
    });
  });

  test.each([
    ["last_day", "2026-11-19", "2026-11-18"],
    ["last_7_days", "2026-11-13", "2026-11-06"],
    ["last_30_days", "2026-10-21", "2026-09-21"],
    ["last_90_days", "2026-08-22", "2026-05-24"],
    ["last_180_days", "2026-05-24", "2025-11-25"],
  ])("%s begins on %s, after as many days from %s", async (range_type, from, before) => {
    await reportAll([
      started("first", `${from}T10:00:00.000Z`),
      started("just before", `${from}T09:59:59.999Z`),
      started("first of before", `${before}T10:00:00.000Z`),
      started("earlier", `${before}T09:59:59.999Z`),
    ]);
    expect(await ask({ ...WEEK, range_type })).toMatchObject({
      current: { from: `${from}T10:00:00Z`, to: "2026-11-20T10:00:00Z", conversations: 1 },
      previous: { from: `${before}T10:00:00Z`, to: `${from}T10:00:00Z`, conversations: 2 },
      change_percent: { conversations: -50 },
    });
  });

  test("begins at the same time on the clocks of the zone, also where they changed since", async () => {
    // At ten in UTC it is five in New York, where it was five at nine in UTC until 1 November.
    const { current, previous } = await ask({
      ...WEEK,
      range_type: "last_30_days",
      timezone: "America/New_York",
    });
    expect([current.from, previous.from]).toEqual(["2026-10-21T09:00:00Z", "2026-09-21T09:00:00Z"]);
  });

  test("counts conversations of a handling status, and without empty ones, and takes a time_unit", async () => {
    const at = "2026-11-19T12:00:00Z";
    await reportAll([
      started("answered", at, { handling_status: "PENDING" }),
      said("answered", at, { sender: "BOT" }),
      started("empty", at, { handling_status: "PENDING" }),
      started("other", at),
    ]);
    const count = async (more: Record<string, unknown>) =>
      (await ask({ ...WEEK, ...more })).current.conversations;
    expect([
      await count({ time_unit: "day" }),
      await count({ handling_status: "PENDING" }),
      await count({ handling_status: "PENDING", exclude_empty_response: true }),
    ]).toEqual([3, 2, 1]);
  });
});

const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

describe("Seasalt's conversation_overview_yearly", () => {
  const YEAR = { metric: "conversation_overview_yearly", timezone: "UTC", year: "2025" };

  // The example shows three months of a year that has 8,700 messages; all twelve are there.
  test("is the documented example, from the data that it describes, with all twelve months", async () => {
    await reportAll([
      ...times(1_450, (number) => started(`c${number}`, noon("2025-01-01", number))),
      ...times(600, (number) => said(`c${number}`, noon("2025-01-31", number))),
      ...times(580, (number) => said(`c${number}`, noon("2025-02-28", number), { sender: "BOT" })),
      ...times(720, (number) => said(`c${number}`, noon("2025-03-01", number), { sender: "AGENT" })),
      ...times(6_800, (number) => said(`c${number % 1_450}`, noon("2025-12-31", number % 800))),
      said("c0", "2026-01-01T00:00:00Z"),
    ]);
    expect(await ask(YEAR)).toEqual({
      metric: "conversation_overview_yearly",
      total_conversations: 1_450,
      total_messages: 8_700,
      average_messages_per_conversation: 6,
      monthly_messages: {
        ...Object.fromEntries(MONTHS.map((month) => [month, 0])),
        January: 600,
        February: 580,
        March: 720,
        December: 6_800,
      },
    });
  });

  test("is of this year in the zone where none is sent, in the order of the months, and 0 of nothing", async () => {
    const { total_messages, average_messages_per_conversation, monthly_messages } = await ask({
      metric: "conversation_overview_yearly",
    });
    expect([total_messages, average_messages_per_conversation]).toEqual([0, 0]);
    expect(Object.keys(monthly_messages)).toEqual(MONTHS);

    // In Auckland the year begins thirteen hours earlier.
    await reportAll(["2025-12-31T10:59:59Z", "2025-12-31T11:00:00Z"].map((at) => said("c1", at)));
    const count = async (more: Record<string, unknown>) =>
      (await ask({ metric: "conversation_overview_yearly", ...more })).total_messages;
    expect([await count({ timezone: "Pacific/Auckland" }), await count({})]).toEqual([1, 0]);
  });

  test("has an average of one decimal, rounded half up", async () => {
    await reportAll([
      ...times(4, (number) => started(`c${number}`, noon("2025-05-05"))),
      ...times(9, () => said("c0", noon("2025-05-05", 1))),
    ]);
    expect((await ask(YEAR)).average_messages_per_conversation).toBe(2.3);
  });
});

describe("Seasalt's conversation_breakdown", () => {
  const WEEK = {
    metric: "conversation_breakdown",
    timezone: "UTC",
    from_date: "2024-06-03T00:00:00",
    to_date: "2024-06-09T23:59:59",
  };
  const DAYS = {
    Monday: 60,
    Tuesday: 80,
    Wednesday: 75,
    Thursday: 90,
    Friday: 100,
    Saturday: 40,
    Sunday: 25,
  };
  const HOURS = [5, 2, 0, 1, 3, 8, 12, 20, 30, 40, 50, 60, 45, 35, 28, 22, 18, 15, 10, 8, 5, 4, 2, 1];

  // The example asks for three days and has messages on seven, 470 by day and by channel but 424 by hour. Each
  // message counts once in each: here the example's days and channels are of a week, and its hours of one day.
  test("is the documented example by channel and day, from a week of the data that it describes", async () => {
    const users = (number: number) =>
      number < 320 ? ["WebChat", `w${number % 45}`] : ["Messenger", `m${number % 20}`];
    await reportAll(
      spread(DAYS).flatMap((day, number) => {
        const [channel, user] = users(number);
        const date = `2024-06-0${3 + Object.keys(DAYS).indexOf(day)}`;
        const id = `${user} ${date}`;
        return [started(id, noon(date), { channel, user }), said(id, noon(date, number))];
      }),
    );
    const { metric, channel_summary, messages_by_day, messages_by_hour } = await ask(WEEK);
    expect({ metric, channel_summary, messages_by_day }).toEqual({
      metric: "conversation_breakdown",
      channel_summary: {
        WebChat: { user_count: 45, inbound_message_count: 320 },
        Messenger: { user_count: 20, inbound_message_count: 150 },
      },
      messages_by_day: DAYS,
    });
    expect(Object.keys(messages_by_day)).toEqual(Object.keys(DAYS));
    expect(messages_by_hour["12"]).toBe(470);
  });

  test("is the documented example by hour, from a day of the data that it describes", async () => {
    await reportAll(
      spread(Object.fromEntries(HOURS.entries())).map((hour, number) =>
        said("c1", new Date(Date.parse("2024-06-03") + Number(hour) * 3_600_000 + number).toISOString()),
      ),
    );
    const { messages_by_hour, messages_by_day } = await ask(WEEK);
    expect(messages_by_hour).toEqual({ ...HOURS });
    expect(messages_by_day).toEqual({
      ...DAYS,
      ...Object.fromEntries(Object.keys(DAYS).map((day) => [day, 0])),
      Monday: 424,
    });
  });

  test("counts by channel what came in, and calls a channel that is not told unknown", async () => {
    await reportAll([
      started("c1", noon("2024-06-03"), { channel: "WebChat", user: "ann" }),
      said("c1", noon("2024-06-03")),
      said("c1", noon("2024-06-03"), { user: "bob" }),
      said("c1", noon("2024-06-03"), { sender: "BOT" }),
      said("c2", noon("2024-06-03")),
    ]);
    const { channel_summary, messages_by_day } = await ask(WEEK);
    expect([channel_summary, messages_by_day.Monday]).toEqual([
      {
        WebChat: { user_count: 2, inbound_message_count: 2 },
        unknown: { user_count: 1, inbound_message_count: 1 },
      },
      4,
    ]);
  });

  test("has all weekdays and hours, and no channel, where nothing happened", async () => {
    const { channel_summary, messages_by_day, messages_by_hour } = await ask(WEEK);
    expect(channel_summary).toEqual({});
    expect(Object.values(messages_by_day)).toEqual(times(7, () => 0));
    expect(messages_by_hour).toEqual({ ...times(24, () => 0) });
  });
});
