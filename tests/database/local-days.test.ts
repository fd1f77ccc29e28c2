import { afterAll, beforeAll, describe, test } from "vitest";
import { at, computer, type Examiner, phone, startExaminer, visit } from "../support/examiner.ts";
import { dayAt, type Step } from "../support/histories.ts";
import type { Question } from "../support/questions.ts";
import { pageView, times, widgetEvent } from "../support/seed.ts";

let examiner: Examiner;
beforeAll(async () => {
  examiner = await startExaminer();
});
afterAll(() => examiner.stop());

/** Clocks that change on 8 and 29 March and on 5 April, and two that begin their days at a half and a quarter. */
const ZONES = [
  ...["Europe/Berlin", "Europe/London", "America/New_York", "Pacific/Auckland"],
  ...["Asia/Kolkata", "Asia/Kathmandu"],
];

/** Visitors who come in each hour of five days, many of them on days that follow each other, some over midnight. */
const history = (firstDay: number): Step[] =>
  times(120, (number) => {
    const who = number % 9;
    const day = firstDay + (number % 5);
    const hour = Math.floor(number / 5);
    const time = (later: number) =>
      `${String(hour).padStart(2, "0")}:${String(((number * 13) % 30) + later)}`;
    const views = times(1 + (number % 3), (step) =>
      pageView(at(day, time(10 + step * 9)), step % 2 === 0 ? "/" : "/pricing"),
    );
    const opened = number % 4 === 0 ? [widgetEvent(at(day, time(12)), "widget_open", "/")] : [];
    return visit(who, [...views, ...opened], who % 3 === 0 ? phone : computer);
  });

const questions = (firstDay: number): Question[] =>
  ZONES.flatMap((timezone) =>
    [{}, { country: "GB" }, { device_type: "mobile" }, { widget_engaged: true }].flatMap((filters) =>
      [
        { start_date: dayAt(firstDay - 1), end_date: dayAt(firstDay + 5) },
        { start_date: dayAt(firstDay + 1), end_date: dayAt(firstDay + 2) },
        { start_date: dayAt(firstDay + 3), end_date: dayAt(firstDay + 3) },
      ].flatMap((range): Question[] => [
        {
          assistant: 0,
          report: "pageviews",
          arguments: { ...range, ...filters, timezone, granularity: "day" },
        },
        { assistant: 0, report: "overview", arguments: { ...range, ...filters, timezone } },
      ]),
    ),
  );

describe("days on the clocks of a zone are exact, rolled up or not", () => {
  test("where all have 24 hours", () =>
    examiner.expectExact([...history(10), { kind: "roll up" }], questions(10)));

  test("where clocks change in New York", () =>
    examiner.expectExact([...history(5), { kind: "roll up" }], questions(5)));

  test("where clocks change in Europe", () =>
    examiner.expectExact([...history(26), { kind: "roll up" }], questions(26)));

  test("where clocks change in Auckland", () =>
    examiner.expectExact([...history(33), { kind: "roll up" }], questions(33)));
});
