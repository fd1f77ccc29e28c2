import { describe, expect, test } from "vitest";
import { clock } from "../../src/clock.ts";
import { said } from "../support/conversing.ts";
import { logged } from "../support/logging.ts";
import { analyzing } from "../support/seasalt.ts";
import { times } from "../support/seed.ts";

const { account, ask, post, reportAll, rows, stack } = analyzing();

const TREND = { metric: "activity_trend", type: "messages", time_unit: "day" };

const sum = (numbers: unknown[]) => numbers.reduce<number>((total, number) => total + Number(number), 0);

/** The messages of customers that a question finds, in all. */
const found = async (question: Record<string, unknown>): Promise<number> => {
  const { data } = await ask({ ...TREND, ...question });
  return sum(data.map(({ CUSTOMER }: { CUSTOMER: number }) => CUSTOMER));
};

/** A message in each of three seconds, of which that of an instant is the second. */
const aroundSecond = (instant: string) =>
  times(3, (number) => said("c1", new Date(Date.parse(instant) + (number - 1) * 1_000).toISOString()));

const CHANGES = [
  // Clocks go from 02:00 to 03:00 at 01:00 UTC.
  ["Europe/Berlin", "2026-03-29T01:59:59", "2026-03-29T00:59:59Z", "the last second before clocks go ahead"],
  ["Europe/Berlin", "2026-03-29T03:00:00", "2026-03-29T01:00:00Z", "the first second after"],
  ["Europe/Berlin", "2026-03-29T02:30:00", "2026-03-29T01:30:00Z", "a time that they skip"],
  ["Europe/Berlin", "2026-03-29T02:30:00+01:00", "2026-03-29T01:30:00Z", "the same with an offset"],
  // From 03:00 back to 02:00 at 01:00 UTC.
  ["Europe/Berlin", "2026-10-25T01:59:59", "2026-10-24T23:59:59Z", "the last second that they show once"],
  ["Europe/Berlin", "2026-10-25T02:30:00", "2026-10-25T01:30:00Z", "a time that they show twice"],
  ["Europe/Berlin", "2026-10-25T02:30:00+02:00", "2026-10-25T00:30:00Z", "the first of the two"],
  ["Europe/Berlin", "2026-10-25T02:30:00+01:00", "2026-10-25T01:30:00Z", "the second of the two"],
  ["Europe/Berlin", "2026-10-25T03:00:00", "2026-10-25T02:00:00Z", "the first second after"],
  // From 02:00 to 03:00 at 07:00 UTC, and back at 06:00 UTC.
  ["America/New_York", "2026-03-08T02:30:00", "2026-03-08T07:30:00Z", "a time that they skip"],
  ["America/New_York", "2026-03-08T03:00:00", "2026-03-08T07:00:00Z", "the first second after"],
  ["America/New_York", "2026-11-01T01:30:00", "2026-11-01T06:30:00Z", "a time that they show twice"],
  ["America/New_York", "2026-11-01T01:30:00-04:00", "2026-11-01T05:30:00Z", "the first of the two"],
  // Half an hour: from 02:00 back to 01:30 at 15:00 UTC, and from 02:00 to 02:30 at 15:30 UTC.
  ["Australia/Lord_Howe", "2026-04-05T01:29:59", "2026-04-04T14:29:59Z", "the last second shown once"],
  ["Australia/Lord_Howe", "2026-04-05T01:45:00", "2026-04-04T15:15:00Z", "a time that they show twice"],
  ["Australia/Lord_Howe", "2026-10-04T01:59:59", "2026-10-03T15:29:59Z", "the last second before"],
  ["Australia/Lord_Howe", "2026-10-04T02:15:00", "2026-10-03T15:45:00Z", "a time that they skip"],
  ["Australia/Lord_Howe", "2026-10-04T02:30:00", "2026-10-03T15:30:00Z", "the first second after"],
] as const;

describe("Seasalt's from_date and to_date", () => {
  test.each(CHANGES)("in %s: %s is %s, %s", async (timezone, moment, instant) => {
    await reportAll(aroundSecond(instant));
    expect(await found({ timezone, from_date: moment, to_date: moment })).toBe(1);
    expect(await found({ timezone, from_date: moment, to_date: "2026-11-30" })).toBe(2);
    expect(await found({ timezone, from_date: "2026-01-01", to_date: moment })).toBe(2);
  });

  test.each([
    ["a day", "2024-06-03", "2024-06-03T23:59:59.999999Z", "2024-06-04T00:00:00Z"],
    ["a minute", "2024-06-03T11:30", "2024-06-03T11:30:59.999999Z", "2024-06-03T11:31:00Z"],
    ["a second", "2024-06-03T11:30:05", "2024-06-03T11:30:05.999999Z", "2024-06-03T11:30:06Z"],
    ["a millisecond", "2024-06-03T11:30:05.2", "2024-06-03T11:30:05.200999Z", "2024-06-03T11:30:05.201Z"],
    ["a millisecond", "2024-06-03T11:30:05.123Z", "2024-06-03T11:30:05.123999Z", "2024-06-03T11:30:05.124Z"],
    [
      "a microsecond",
      "2024-06-03T11:30:05.123456Z",
      "2024-06-03T11:30:05.123456Z",
      "2024-06-03T11:30:05.123457Z",
    ],
  ])("include the whole of %s that to_date names: %s", async (_, to_date, last, next) => {
    await reportAll([said("c1", last), said("c1", next)]);
    expect(await found({ from_date: "2024-06-01", to_date })).toBe(1);
  });

  test("that name a day mean one of 23 hours or 25 where clocks change", async () => {
    const days = [
      ["2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T21:59:59Z"],
      ["2026-10-25", "2026-10-24T22:00:00Z", "2026-10-25T22:59:59Z"],
    ] as const;
    for (const [date, first, last] of days) {
      await reportAll(
        [-1, 0].map((seconds) => said("c1", new Date(Date.parse(first) + seconds * 1_000).toISOString())),
      );
      await reportAll(
        [0, 1].map((seconds) => said("c1", new Date(Date.parse(last) + seconds * 1_000).toISOString())),
      );
      const { data } = await ask({ ...TREND, timezone: "Europe/Berlin", from_date: date, to_date: date });
      expect(data).toEqual([{ date, CUSTOMER: 2, AGENT: 0, BOT: 0, SYSTEM: 0 }]);
    }
  });

  test("are of today in the zone where they are left out, also as null", async () => {
    clock.now = () => new Date("2026-11-20T10:00:00Z");
    await reportAll([
      ...["2026-11-20T09:59:59.999Z", "2026-11-20T10:00:00Z", "2026-11-21T09:59:59.999Z"].map((at) =>
        said("c1", at),
      ),
    ]);
    const asked = { ...TREND, timezone: "Pacific/Kiritimati" };
    const today = [{ date: "2026-11-21", CUSTOMER: 2, AGENT: 0, BOT: 0, SYSTEM: 0 }];
    expect((await ask(asked)).data).toEqual(today);
    expect((await ask({ ...asked, from_date: null, to_date: null })).data).toEqual(today);
    expect((await ask({ ...asked, timezone: null })).data[0].date).toBe("2026-11-20");
    expect((await ask({ ...asked, from_date: "2026-11-20" })).data).toHaveLength(2);
  });

  test("may be ten years apart", async () => {
    const { data } = await ask({ ...TREND, from_date: "2016-06-01", to_date: "2026-06-08" });
    expect([data.length, data[0].date, data.at(-1).date]).toEqual([3_660, "2016-06-01", "2026-06-08"]);
  });
});

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Pacific/Apia",
  "America/St_Johns",
  "Africa/Cairo",
];

/** What the clocks of a zone show, as `2026-03-01 00:00:00`. */
const onClocks = (timeZone: string, at: string) =>
  new Intl.DateTimeFormat("sv", { timeZone, dateStyle: "short", timeStyle: "medium" }).format(new Date(at));

describe("Seasalt's timezone", () => {
  // At half past ten in the evening of UTC: which day it is tells what was understood.
  test.each([
    ["Asia/Taipei", "2026-07-02"],
    ["asia/taipei", "2026-07-02"],
    ["Asia/Calcutta", "2026-07-02"],
    ["America/Argentina/Buenos_Aires", "2026-07-01"],
    ["EST5EDT", "2026-07-01"],
    ["UTC", "2026-07-01"],
    ["Etc/GMT-14", "2026-07-02"],
    ["GB", "2026-07-01"],
    ["PRC", "2026-07-02"],
  ])("%s is known", async (timezone, date) => {
    clock.now = () => new Date("2026-07-01T22:30:00Z");
    expect((await ask({ ...TREND, timezone })).data[0].date).toBe(date);
  });

  test.each(["CET", "MET", "EET", "WET", "cet"])(
    "%s has summer time, as in the tz database",
    async (timezone) => {
      const hours = { CET: "12", MET: "12", EET: "13", WET: "11" }[timezone.toUpperCase()] ?? "";
      await reportAll([said("c1", "2026-07-01T10:00:00Z")]);
      const { messages_by_hour } = await ask({
        metric: "conversation_breakdown",
        from_date: "2026-07-01",
        to_date: "2026-07-01",
        timezone,
      });
      expect(messages_by_hour[hours]).toBe(1);
    },
  );

  // The last two are abbreviations, which JavaScript takes for India's and Dhaka's time, and PostgreSQL for others.
  test.each([
    "Mars/Olympus",
    "",
    "+02:00",
    "-0500",
    "UTC+2",
    "UTC+2:00",
    "EST5EDT,M3.2.0,M11.1.0",
    "posix/Europe/Berlin",
    "SystemV/AST4",
    "US/Pacific-New",
    "localtime",
    "Europe/Berlin; drop table x",
    "Europe/\u0000",
    "Z",
    "IST",
    "BST",
  ])("%j is refused, and is never UTC", async (timezone) => {
    for (const metric of ["today_communication_volume", "conversation_breakdown"]) {
      const { status, body } = await post({ metric, timezone });
      expect([status, body]).toEqual([
        422,
        { detail: "timezone: expected an IANA time zone such as Asia/Taipei" },
      ]);
    }
  });

  test("sorts what happened into days, weekdays and hours that sum to all of it, with rollups and without", async () => {
    // Every 37 minutes from February to May.
    const events = times(4_000, (number) =>
      new Date(Date.parse("2026-02-10") + number * 37 * 60_000).toISOString(),
    );
    await reportAll(
      events.flatMap((at, number) => [
        said("c1", at, { sender: ["CUSTOMER", "AGENT", "BOT", "SYSTEM"][number % 4] }),
        ...(number % 40 === 0
          ? [logged("label.applied", { conversation_id: "c1", label: "sales", at })]
          : []),
      ]),
    );
    const answers = async (timezone: string) => {
      const range = { timezone, from_date: "2026-03-01", to_date: "2026-04-30T12:00:00" };
      // More is asked than one key may ask in a minute.
      const key = await stack().newKey(account());
      const labels = { metric: "label_usage", ...range, labels: ["sales"] };
      return {
        trend: (await ask({ ...TREND, ...range }, key)).data,
        breakdown: await ask({ metric: "conversation_breakdown", ...range }, key),
        usage: (await ask({ metric: "total_usage", ...range }, key)).data[0],
        labels: (await ask({ ...labels, time_unit: "day" }, key)).data,
        labelsOfYear: (await ask({ ...labels, time_unit: "year" }, key)).data,
      };
    };

    const before = await Promise.all(ZONES.map(answers));
    for (const [index, timezone] of ZONES.entries()) {
      const { trend, breakdown, usage, labels, labelsOfYear } = before[index] ?? (await answers(timezone));
      const within = events
        .map((at) => onClocks(timezone, at))
        .filter((at) => at >= "2026-03-01 00:00:00" && at <= "2026-04-30 12:00:00");
      expect(trend).toHaveLength(61);
      for (const { date, ...senders } of trend) {
        const ofDay = within.filter((at) => at.startsWith(date)).length;
        expect([timezone, date, sum(Object.values(senders))]).toEqual([timezone, date, ofDay]);
      }
      expect(sum(Object.values(breakdown.messages_by_day))).toBe(within.length);
      expect([timezone, breakdown.messages_by_hour]).toEqual([
        timezone,
        { ...times(24, (hour) => within.filter((at) => Number(at.slice(11, 13)) === hour).length) },
      ]);
      expect(usage.total_chat_responses).toBe(
        sum(trend.map(({ AGENT, BOT }: Record<string, number>) => sum([AGENT, BOT]))),
      );
      const counts = (data: { labels: { count: number }[] }[]) =>
        sum(data.map(({ labels }) => labels[0]?.count));
      expect(counts(labels)).toBe(counts(labelsOfYear));
    }

    await stack().execute("select public.roll_up(now(), 60)");
    expect(await rows("select from analytics.log_days where assistant_key = $1 and not rolled")).toEqual([]);
    expect(await Promise.all(ZONES.map(answers))).toEqual(before);
  }, 60_000);
});
