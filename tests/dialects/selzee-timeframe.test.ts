import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { timeframeStart } from "../../src/dialects/selzee-timeframe.ts";

const DAY = 86_400_000;
const NOW = new Date("2026-02-24T15:00:00.000Z");
const MONTHS = "january february march april may june july august september october november december".split(
  " ",
);

const startOf = (timeframe: string, now = NOW) => timeframeStart(timeframe, now)?.toISOString();

describe("a timeframe", () => {
  test.each([
    ["day", "2026-02-23T15:00:00.000Z"],
    ["week", "2026-02-17T15:00:00.000Z"],
    ["month", "2026-01-25T15:00:00.000Z"],
    ["20 minutes", "2026-02-24T14:40:00.000Z"],
    ["1 minute", "2026-02-24T14:59:00.000Z"],
    ["525600 minutes", "2025-02-24T15:00:00.000Z"],
    ["2 hours", "2026-02-24T13:00:00.000Z"],
    ["1 hour", "2026-02-24T14:00:00.000Z"],
    ["8760 hours", "2025-02-24T15:00:00.000Z"],
    ["3 days", "2026-02-21T15:00:00.000Z"],
    ["1 day", "2026-02-23T15:00:00.000Z"],
    ["365 days", "2025-02-24T15:00:00.000Z"],
    ["1 week", "2026-02-17T15:00:00.000Z"],
    ["52 weeks", "2025-02-25T15:00:00.000Z"],
    ["2 months", "2025-12-24T15:00:00.000Z"],
    ["1 month", "2026-01-24T15:00:00.000Z"],
    ["12 months", "2025-02-24T15:00:00.000Z"],
    ["january", "2026-01-01T00:00:00.000Z"],
    ["february", "2026-02-01T00:00:00.000Z"],
    ["14", "2026-02-10T15:00:00.000Z"],
    ["1", "2026-02-23T15:00:00.000Z"],
    ["365", "2025-02-24T15:00:00.000Z"],
    ["007", "2026-02-17T15:00:00.000Z"],
    ["2  days", "2026-02-22T15:00:00.000Z"],
    ["1 Days", "2026-02-23T15:00:00.000Z"],
    ["2 HOUR", "2026-02-24T13:00:00.000Z"],
    ["Week", "2026-02-17T15:00:00.000Z"],
    ["JANUARY", "2026-01-01T00:00:00.000Z"],
  ])("of %j begins at %s", (timeframe, start) => {
    expect(startOf(timeframe)).toBe(start);
  });

  test.each([
    ...["", " ", "0", "00", "-1", "+1", "1.5", "1e2", "366", "999999999", "9999999999", "٣", "0x10"],
    ...["0 minutes", "0 hours", "0 days", "0 weeks", "0 months", "-2 days", "1.5 hours"],
    ...["525601 minutes", "8761 hours", "366 days", "53 weeks", "13 months", "999999999 minutes"],
    ...[
      "days",
      "weeks",
      "months",
      "hour",
      "minute",
      "a week",
      "two days",
      "1 year",
      "1 second",
      "1 fortnight",
    ],
    ...["2days", "2 d", " 2 days", "2 days ", "2 days ago", "1 day 2 hours", "14 14", "2 dayss", "2\tdays"],
    ...["march", "december", "jan", "mayo", "january 2026", "constructor", "__proto__", "today", "year"],
  ])("is not %j", (timeframe) => {
    expect(startOf(timeframe)).toBeUndefined();
  });

  test.each([
    ["2026-03-31T10:00:00.000Z", "1 month", "2026-02-28T10:00:00.000Z"],
    ["2024-03-31T10:00:00.000Z", "1 month", "2024-02-29T10:00:00.000Z"],
    ["2026-01-31T10:00:00.000Z", "2 months", "2025-11-30T10:00:00.000Z"],
    ["2024-02-29T10:00:00.000Z", "12 months", "2023-02-28T10:00:00.000Z"],
    ["2026-05-30T23:59:59.999Z", "3 months", "2026-02-28T23:59:59.999Z"],
  ])("at %s of %s begins at %s, on the last day of a month that is too short", (now, timeframe, start) => {
    expect(startOf(timeframe, new Date(now))).toBe(start);
  });

  test("of a month's name is a month that has begun this year, in UTC", () => {
    const begun = (now: string) => MONTHS.filter((name) => startOf(name, new Date(now)) !== undefined);
    expect(begun("2026-01-01T00:00:00.000Z")).toEqual(["january"]);
    expect(begun("2026-06-30T23:59:59.999Z")).toEqual(MONTHS.slice(0, 6));
    expect(begun("2026-07-01T00:00:00.000Z")).toEqual(MONTHS.slice(0, 7));
    expect(begun("2026-12-31T23:59:59.999Z")).toEqual(MONTHS);
  });

  const anyNow = fc.date({
    min: new Date("2000-01-01T00:00:00.000Z"),
    max: new Date("2099-12-31T23:59:59.999Z"),
    noInvalidDate: true,
  });
  const inAnyCase = (text: string) =>
    fc.mixedCase(fc.constant(text), { toggleCase: (letter) => letter.toUpperCase() });

  test("of a number and a unit is that long, at any time, in any case, and at most a year", () => {
    const units = { minute: 60_000, hour: 3_600_000, day: DAY, week: 7 * DAY };
    const duration = fc
      .record({
        count: fc.oneof(fc.nat({ max: 400 }), fc.nat({ max: 600_000 })),
        unit: fc.constantFrom("minute", "hour", "day", "week"),
        plural: fc.constantFrom("", "s"),
      })
      .chain(({ count, unit, plural }) =>
        fc.record({
          count: fc.constant(count),
          unit: fc.constant(unit),
          written: inAnyCase(`${unit}${plural}`),
        }),
      );
    fc.assert(
      fc.property(anyNow, duration, (now, { count, unit, written }) => {
        const length = count * units[unit];
        const expected = length > 0 && length <= 365 * DAY ? now.getTime() - length : undefined;
        expect(timeframeStart(`${count} ${written}`, now)?.getTime()).toBe(expected);
        if (unit === "day") {
          expect(timeframeStart(String(count), now)?.getTime()).toBe(expected);
        }
      }),
    );
  });

  test("of months is the same day and time in an earlier month, or the last day of that month", () => {
    fc.assert(
      fc.property(anyNow, fc.integer({ min: 1, max: 12 }), (now, months) => {
        const start = timeframeStart(`${months} months`, now) ?? now;
        const monthOf = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth();
        expect(monthOf(now) - monthOf(start)).toBe(months);
        const lastDay = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 0)).getUTCDate();
        expect(start.getUTCDate()).toBe(Math.min(now.getUTCDate(), lastDay));
        expect(start.getTime() % DAY).toBe(now.getTime() % DAY);
      }),
    );
  });

  test("is in the past and at most 366 days long, or is none, whatever is written", () => {
    const words = ["day", "week", "month", "months", "hours", "may", "1", "12", "365", " ", "-", "."];
    const written = fc.oneof(
      fc.string({ maxLength: 50, unit: "grapheme" }),
      fc.array(fc.constantFrom(...words), { maxLength: 4 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(anyNow, written, (now, timeframe) => {
        const length = now.getTime() - (timeframeStart(timeframe, now) ?? now).getTime();
        expect(length).toBeGreaterThanOrEqual(0);
        expect(length).toBeLessThanOrEqual(366 * DAY);
      }),
      { numRuns: 1_000 },
    );
  });
});
