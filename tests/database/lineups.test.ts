import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { computer, type Examiner, facebook, google, phone, startExaminer } from "../support/examiner.ts";
import { dayAt, type Step } from "../support/histories.ts";
import { PAGES, visitorAt, visitsAtMidnight, visitsOf } from "../support/lined-visits.ts";
import type { Question } from "../support/questions.ts";
import type { Arguments } from "../support/reference-scope.ts";
import { pageView, times, widgetEvent } from "../support/seed.ts";

let examiner: Examiner;
beforeAll(async () => {
  examiner = await startExaminer();
});
afterAll(() => examiner?.stop());

const FILTERS: Partial<Arguments>[] = [
  {},
  { country: "GB" },
  { source: "google" },
  { source: "social" },
  { medium: "none" },
  { device_type: "mobile" },
  { browser: "chrome", os: "macos" },
  { language: "en" },
  { utm_campaign: "april-2026" },
  { page_url: "/pricing" },
  { entry_page: "/" },
  { widget_engaged: true },
  { widget_engaged: false, source: "google" },
  { page_url: "/", device_type: "mobile", medium: "organic" },
  { country: "GB", source: "newsletter", entry_page: "/B" },
  { source: "nowhere" },
];

const REPORTS: [string, Partial<Arguments>][] = [
  ["overview", {}],
  ["pageviews", { granularity: "day" }],
  ...["traffic_sources", "geography", "devices"].map((report): [string, Partial<Arguments>] => [report, {}]),
  ...["pages", "entry_pages", "exit_pages", "sessions", "widget_events", "funnel"].map(
    (report): [string, Partial<Arguments>] => [report, { limit: 50, offset: 0 }],
  ),
  ...(["page", "source", "country"] as const).map((by): [string, Partial<Arguments>] => [
    "funnel",
    { by, limit: 50, offset: 0 },
  ]),
];

/** All reports with all filters, from one day to another. */
const asked = (first: number, last: number, more: Partial<Arguments> = {}): Question[] =>
  REPORTS.flatMap(([report, own]) =>
    FILTERS.map((filter) => ({
      assistant: 0,
      report,
      arguments: { start_date: dayAt(first), end_date: dayAt(last), ...own, ...filter, ...more },
    })),
  );

const roll: Step = { kind: "roll up" };

describe("every report with every kind of filter is exact where stays stand in line", () => {
  test("over ranges with whole lines in them, parts of some, and none", async () => {
    const rolled = await examiner.expectExact(
      [...visitsOf(70, 1), roll],
      [...asked(0, 69), ...asked(3, 41), ...asked(20, 27)],
    );
    expect(rolled["16"]).toBeGreaterThan(3);
  }, 180_000);

  test("on other clocks", async () => {
    await examiner.expectExact(
      [...visitsOf(50, 2), ...visitsAtMidnight(50, 5), roll],
      [...asked(0, 49, { timezone: "Europe/Berlin" }), ...asked(1, 44, { timezone: "America/St_Johns" })],
    );
  }, 180_000);

  test("by the hours of clocks that keep with those of UTC, and of one that does not", async () => {
    const hours = (first: number, last: number, timezone: string): Question[] =>
      FILTERS.map((filter) => ({
        assistant: 0,
        report: "pageviews",
        arguments: {
          ...{ start_date: dayAt(first), end_date: dayAt(last), timezone },
          ...{ granularity: "hour", ...filter },
        },
      }));
    const late = visitsOf(3, 8);
    await examiner.expectExact(
      [...visitsOf(50, 6), ...visitsAtMidnight(50, 7), roll, ...late],
      [...hours(0, 39, "UTC"), ...hours(10, 30, "Europe/Berlin"), ...hours(17, 21, "America/St_Johns")],
    );
  }, 180_000);

  test("on another clock, of two who stand side by side and came one after the other", async () => {
    const visit = (who: number, moment: string): Step => ({
      kind: "record",
      assistant: 0,
      sender: { visitor: visitorAt(who), ...computer },
      events: [pageView(moment, "/")],
    });
    const question: Question = {
      assistant: 0,
      report: "pageviews",
      arguments: {
        ...{ start_date: dayAt(0), end_date: dayAt(20), country: "GB" },
        ...{ granularity: "day", timezone: "Europe/Berlin" },
      },
    };
    await examiner.expectExact(
      [
        visit(0, `${dayAt(3)}T23:30:00.000Z`),
        visit(4, `${dayAt(4)}T00:10:00.000Z`),
        visit(1, `${dayAt(20)}T12:00:00.000Z`),
        roll,
      ],
      [question],
    );
  });

  test("of pages that few come back to often, and one that many come to once", async () => {
    const visitBy = (who: number, day: number, path: string): Step => ({
      kind: "record",
      assistant: 0,
      sender: { visitor: visitorAt(who), ...computer },
      events: [pageView(`${dayAt(day)}T12:00:00.000Z`, path)],
    });
    const often = times(4, (line) =>
      times(5, (who) => ["/a", "/b", "/c"].map((path) => visitBy(who, 16 * line + who, path))),
    ).flat(2);
    const once = times(12, (who) => visitBy(20 + who, 8, "/many"));
    const report = (limit: number): Question => ({
      assistant: 0,
      report: "funnel",
      arguments: {
        ...{ start_date: dayAt(0), end_date: dayAt(69), country: "GB" },
        ...{ by: "page", limit, offset: 0 },
      },
    });
    await examiner.expectExact([...often, ...once, roll], [report(1), report(2), report(50)]);

    const pages = times(9, (page) => times(5, (who) => visitBy(who, 8, `/like/${page}`))).flat();
    const back = times(9, (page) =>
      [0, 1, 2, 3, 0].map((who, place) => visitBy(who, place === 4 ? 60 : 8, `/fewer/${page}`)),
    ).flat();
    await examiner.expectExact([...pages, ...back, roll], [report(1), report(2)]);
  });

  describe("of visitors who are in one line only", () => {
    const visit = (who: number, day: number, isOfGoogle: boolean, time = "12:00"): Step => ({
      kind: "record",
      assistant: 0,
      sender: { visitor: visitorAt(who), ...computer },
      events: [
        pageView(`${dayAt(day)}T${time}:00.000Z`, PAGES[who % 3] ?? "/", isOfGoogle ? google : facebook),
        widgetEvent(`${dayAt(day)}T${time}:30.000Z`, "widget_open", PAGES[who % 3] ?? "/"),
      ],
    });
    const inLine = times(48, (who) => visit(who, who % 16, who % 2 === 0));
    const beside = times(48, (who) => visit(who, 40, who % 3 === 0));

    test("and were there on a day beside it", async () => {
      await examiner.expectExact([...inLine, roll, ...beside], [...asked(0, 40), ...asked(4, 40)]);
    }, 180_000);

    test("and came on a day of another line, which was opened", async () => {
      const known = times(61, (day) => visit(60, day, true));
      await examiner.expectExact([...inLine, ...known, roll, ...beside], asked(0, 60));
    }, 180_000);

    test("and came in the parts of days that a range on another clock begins and ends with", async () => {
      const within = times(48, (who) => visit(who, 4 + (who % 16), who % 2 === 0));
      const atEnds = times(48, (who) =>
        who % 5 < 2 ? visit(who, 3, who % 3 === 0, "22:30") : visit(who, 20, who % 3 === 0),
      );
      await examiner.expectExact(
        [...within, ...atEnds, visit(60, 60, true), roll],
        asked(4, 20, { timezone: "Europe/Berlin" }),
      );
    }, 180_000);
  });

  test("after days of a line were opened, rolled up anew, and a visitor of several lines was erased", async () => {
    const late: Step = {
      kind: "record",
      assistant: 0,
      sender: { visitor: visitorAt(3), ...phone },
      events: [
        pageView(`${dayAt(20)}T11:00:00.000Z`, "/late", google),
        widgetEvent(`${dayAt(20)}T11:01:00.000Z`, "widget_open", "/"),
      ],
    };
    const erase: Step = { kind: "erase", assistant: 0, visitor: visitorAt(5) };
    await examiner.expectExact([...visitsOf(50, 3), roll, late], asked(0, 49));
    await examiner.expectExact([...visitsOf(50, 4), roll, late, roll, erase], asked(0, 49));
  }, 180_000);
});
