import { describe, expect, test } from "vitest";
import { isBegun, isOver, stepsFrom } from "../../src/dashboard/parts/moments.ts";

/** Half past midnight in Berlin, where it is the day after. */
const NOW = new Date("2026-11-21T23:30:00Z");

describe("a moment of a chart", () => {
  test.each([
    ["2026-11-20", "UTC", true],
    ["2026-11-21", "UTC", false],
    ["2026-11-21", "Europe/Berlin", true],
    ["2026-11-22", "Europe/Berlin", false],
    ["2026-11-21T22:00:00Z", "UTC", true],
    ["2026-11-21T23:00:00Z", "UTC", false],
    ["2026-11-22T00:00:00+01:00", "Europe/Berlin", false],
    ["2026-11-22T04:00:00+05:30", "Asia/Kolkata", true],
    ["2026-11-22T05:00:00+05:30", "Asia/Kolkata", false],
  ])("%s in %s is over: %s", (moment, zone, over) => {
    expect(isOver(moment, NOW, zone)).toBe(over);
  });

  test("is no closer to the next on the axis than in the data: a day has no noon, and an hour no half", () => {
    expect(Math.min(...stepsFrom("2026-11-20"))).toBe(86_400_000);
    expect(Math.min(...stepsFrom("2026-11-20T22:00:00Z"))).toBe(3_600_000);
  });

  test("has begun or is left out", () => {
    const begun = (moment: string) => isBegun(moment, NOW, "2026-11-21");
    expect(["2026-11-21", "2026-11-22"].map(begun)).toEqual([true, false]);
    expect(["2026-11-21T23:00:00Z", "2026-11-22T00:00:00Z"].map(begun)).toEqual([true, false]);
  });
});
