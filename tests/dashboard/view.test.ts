import { describe, expect, test } from "vitest";
import { daysOf, keptOf, PERIODS, readView, writeView } from "../../src/dashboard/view.ts";

const NOW = new Date("2026-11-21T23:30:00Z");

const read = (search: string, now = NOW) => readView(new URLSearchParams(search), now, "Europe/Berlin");
const write = (search: string, change: Parameters<typeof writeView>[1]) =>
  writeView(new URLSearchParams(search), change).toString();

describe("an address", () => {
  test("that says nothing means the last 28 days on the viewer's clocks, and all sessions", () => {
    expect(read("")).toEqual({
      period: "28d",
      range: { from: "2026-10-26", to: "2026-11-22" },
      zone: "Europe/Berlin",
      filters: {},
    });
  });

  test("names a period, a time zone and filters, and what it does not know is left alone", () => {
    expect(
      read(
        "period=today&timezone=America/New_York&source=google&medium=none&widget_engaged=true&pages=entry",
      ),
    ).toEqual({
      period: "today",
      range: { from: "2026-11-21", to: "2026-11-21" },
      zone: "America/New_York",
      filters: { source: "google", medium: "none", widget_engaged: "true" },
    });
  });

  test("names days, which come before a period", () => {
    const { period, range } = read("period=7d&start_date=2026-04-01&end_date=2026-04-21");
    expect([period, range]).toEqual(["custom", { from: "2026-04-01", to: "2026-04-21" }]);
  });

  test.each([
    "period=month",
    "start_date=2026-04-01",
    "start_date=2026-13-01&end_date=2026-14-01",
    "start_date=2026-02-30&end_date=2026-03-30",
    "start_date=2026-04-02&end_date=2026-04-01",
    "timezone=Mars/Olympus",
    "timezone=%2B02:00",
    "source=",
  ])("that makes no sense is as if it said nothing: %s", (search) => {
    expect(read(search)).toEqual(read(""));
  });
});

describe("a change", () => {
  test("keeps what it does not name", () => {
    expect(write("timezone=UTC&pages=exit&country=DE", { period: "7d" })).toBe(
      "timezone=UTC&pages=exit&country=DE&period=7d",
    );
    expect(write("period=7d&country=DE", { filters: { source: "google" } })).toBe(
      "period=7d&country=DE&source=google",
    );
  });

  test("takes away what goes, and the default, so that one view has one address", () => {
    expect(write("period=7d&start_date=2026-04-01", { period: "28d" })).toBe("");
    expect(write("country=DE&source=google", { filters: { country: undefined } })).toBe("source=google");
    expect(write("country=DE&pages=exit", { isCleared: true, filters: { os: "iOS" } })).toBe(
      "pages=exit&os=iOS",
    );
    expect(write("pages=exit", { parameters: { pages: undefined } })).toBe("");
  });

  test("to other days ends the period, and the other way round", () => {
    expect(write("period=7d", { range: { from: "2026-04-01", to: "2026-04-21" } })).toBe(
      "start_date=2026-04-01&end_date=2026-04-21",
    );
    expect(write("start_date=2026-04-01&end_date=2026-04-21", { period: "ytd" })).toBe("period=ytd");
  });
});

test("days, time zone and filters go along to other reports, and what one page knows does not", () => {
  expect(keptOf(new URLSearchParams("country=DE&pages=exit&offset=50&period=7d&timezone=UTC"))).toBe(
    "?country=DE&period=7d&timezone=UTC",
  );
  expect(keptOf(new URLSearchParams("pages=exit"))).toBe("");
});

describe("the days of a period", () => {
  test.each([
    ["today", "2026-11-21", "2026-11-21", "2026-11-21"],
    ["yesterday", "2026-03-01", "2026-02-28", "2026-02-28"],
    ["7d", "2026-11-21", "2026-11-15", "2026-11-21"],
    ["28d", "2026-11-21", "2026-10-25", "2026-11-21"],
    ["3m", "2026-11-21", "2026-08-22", "2026-11-21"],
    ["3m", "2026-05-31", "2026-03-01", "2026-05-31"],
    ["3m", "2026-02-28", "2025-11-29", "2026-02-28"],
    ["12m", "2026-11-21", "2025-11-22", "2026-11-21"],
    ["ytd", "2026-11-21", "2026-01-01", "2026-11-21"],
    ["ytd", "2028-12-31", "2028-01-02", "2028-12-31"],
  ] as const)("%s on %s: %s to %s", (period, today, from, to) => {
    expect(daysOf(period, today)).toEqual({ from, to });
  });

  test("are never more than the API takes", () => {
    for (const today of ["2028-02-29", "2028-12-31", "2027-03-01", "2026-01-01"]) {
      for (const period of PERIODS) {
        const { from, to } = daysOf(period, today);
        expect((Date.parse(to) - Date.parse(from)) / 86_400_000).toBeLessThan(365);
      }
    }
  });
});
