import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  at,
  type Examiner,
  erase,
  facebook,
  google,
  phone,
  startExaminer,
  visit,
} from "../support/examiner.ts";
import { dayAt, type Step } from "../support/histories.ts";
import { everyQuestion, examination, onOtherClocks, type Question } from "../support/questions.ts";
import { pageView, type SeedEvent, times, widgetEvent } from "../support/seed.ts";

let examiner: Examiner;
beforeAll(async () => {
  examiner = await startExaminer();
});
afterAll(() => examiner.stop());

const expectExact = (steps: Step[], questions: Question[]) => examiner.expectExact(steps, questions);

const roll: Step = { kind: "roll up" };
const left = (view: SeedEvent, seconds: number): SeedEvent => ({
  ...view,
  seconds,
  exited_at: new Date(Date.parse(view.at) + seconds * 1_000).toISOString(),
});

const nextDays = everyQuestion([0, 1, 2, 3]);

describe("every report, with all days rolled up, some or none, is exact", () => {
  test("for random histories with late, repeated and erased events", async () => {
    const rolled = new Set<string>();
    await fc.assert(
      fc.asyncProperty(examination, async ({ steps, questions }) => {
        for (const days of Object.keys(await expectExact(steps, questions))) {
          rolled.add(days);
        }
      }),
      { numRuns: 70, interruptAfterTimeLimit: 150_000 },
    );
    expect([...rolled]).toEqual(expect.arrayContaining(["1", "4", "16"]));
  }, 180_000);

  test("when a late view gives a visitor's next day another day before it", async () => {
    const other = visit(2, [pageView(at(1, "12:00"), "/"), pageView(at(3, "12:00"), "/")]);
    const known = visit(1, [pageView(at(0, "09:00"), "/"), pageView(at(3, "09:00"), "/")]);
    await expectExact([other, known, roll, visit(1, [pageView(at(1, "09:00"), "/")])], nextDays);
  });

  test("when a page's next day is not the site's", async () => {
    const known = [
      pageView(at(0, "09:00"), "/"),
      pageView(at(1, "09:00"), "/pricing"),
      pageView(at(3, "09:00"), "/"),
      pageView(at(4, "09:00"), "/pricing"),
    ];
    await expectExact([visit(1, known), roll, visit(1, [pageView(at(1, "10:00"), "/")])], nextDays);
    await expectExact([visit(1, known), roll, visit(1, [pageView(at(2, "10:00"), "/pricing")])], nextDays);
  });

  test("when a late view comes months before a visitor's next day", async () => {
    const views = [-50, 30].map((day) => pageView(at(day, "09:00"), "/"));
    const late = visit(1, [pageView(at(-12, "09:00"), "/")]);
    await expectExact([visit(1, views), roll, late], everyQuestion([-50, -49, -12, -11, 29, 30, 31]));
  });

  test("when a late batch tells of days before and after one that is known", async () => {
    const late = visit(1, [pageView(at(0, "09:00"), "/"), pageView(at(3, "09:00"), "/")]);
    await expectExact([visit(1, [pageView(at(1, "09:00"), "/")]), roll, late], nextDays);
  });

  test("when the widget is opened after midnight in a session of the day before", async () => {
    const opened = widgetEvent(at(1, "00:10"), "widget_open", "/pricing");
    await expectExact([visit(1, [pageView(at(0, "23:55"), "/")]), roll, visit(1, [opened])], nextDays);
  });

  test("when a late event joins sessions across midnight, and views of the later day change their origin", async () => {
    const [before, after] = [
      visit(1, [pageView(at(0, "23:20"), "/", google)]),
      visit(1, [pageView(at(1, "00:10"), "/", facebook), pageView(at(1, "00:20"), "/B", facebook)], phone),
    ];
    const other = visit(2, [pageView(at(1, "00:10"), "/", facebook)]);
    const late = visit(1, [widgetEvent(at(0, "23:45"), "conversation_start", "/")]);
    await expectExact([before, after, other, roll, late], nextDays);
  });

  test("when a late view moves the start of a session to the day before", async () => {
    const known = visit(1, [pageView(at(1, "00:10"), "/", facebook), pageView(at(1, "09:00"), "/")]);
    await expectExact([known, roll, visit(1, [pageView(at(0, "23:50"), "/B", google)], phone)], nextDays);
  });

  test("when a session lasts for days, and a late view begins it", async () => {
    const views = [
      left(pageView(at(0, "23:00"), "/", facebook), 86_400),
      left(pageView(at(1, "23:10"), "/pricing"), 86_000),
      pageView(at(2, "23:20"), "/pricing"),
      pageView(at(3, "09:00"), "/B"),
    ];
    await expectExact([visit(1, views), roll, visit(1, [pageView(at(0, "22:40"), "/", google)])], nextDays);
  });

  test("when a page turns out to have been left after midnight", async () => {
    const view = pageView(at(0, "23:50"), "/", google);
    const known = visit(1, [view, pageView(at(1, "00:40"), "/", facebook)]);
    await expectExact([known, roll, visit(1, [left(view, 1_500)])], nextDays);
    // The exit comes under another visitor's name, and the page view stays with who opened it.
    await expectExact([known, roll, visit(2, [left(view, 1_500)], phone), erase(2)], nextDays);
  });

  test("when a widget event comes before the first page view, or has none", async () => {
    const opened = widgetEvent(at(0, "23:50"), "widget_open", "/pricing");
    const alone = visit(2, [widgetEvent(at(1, "12:00"), "widget_close", "/B", { duration_seconds: 40 })]);
    const seen = visit(1, [pageView(at(1, "00:05"), "/pricing", google)], phone);
    await expectExact([visit(1, [opened]), alone, roll, seen], nextDays);
    await expectExact([seen, alone, roll, visit(1, [opened])], nextDays);
  });

  test("when the widget is opened on a page that nobody viewed that day", async () => {
    const viewed = visit(1, [pageView(at(0, "09:00"), "/pricing"), pageView(at(3, "09:00"), "/pricing")]);
    const opened = [0, 1, 1].map((day) => widgetEvent(at(day, "15:00"), "widget_open", "/pricing"));
    await expectExact([viewed, visit(1, opened), roll], nextDays);
    await expectExact([viewed, roll, visit(2, opened)], nextDays);
  });

  test("for hours and pages of days with many visitors", async () => {
    const visits = times(40, (number) =>
      visit(
        number % 7,
        times(3, (step) =>
          pageView(
            at(number % 5, `${String((number * 5 + step) % 24).padStart(2, "0")}:${10 + step}`),
            ["/", "/pricing", "/B"][(number + step) % 3] ?? "/",
            { seconds: step === 0 ? number : null },
          ),
        ),
      ),
    );
    await expectExact([...visits, roll], nextDays);
  });

  test("at the first and the last instant of a day", async () => {
    const instants = [
      `${dayAt(0)}T23:59:59.999Z`,
      at(1, "00:00"),
      at(2, "00:00"),
      `${dayAt(2)}T23:59:59.999Z`,
    ];
    const visits = instants.map((instant, who) => visit(who, [pageView(instant, "/")]));
    await expectExact([...visits, roll, visit(9, [pageView(at(3, "00:00"), "/")])], nextDays);
  });

  test.each([
    ["in spring", 0],
    ["over New Year", -61],
  ])("on other clocks %s, of visitors at the ends of a range, between them, or both", async (_, start) => {
    const on = (day: number, time: string) => at(start + day, time);
    const ad = { ...google, medium: "paid", utm_source: "google", utm_medium: "cpc" };
    const daily = [0, 1, 2, 3].map((day) => [
      ...[
        pageView(on(day, "02:00"), "/", day === 2 ? ad : google),
        pageView(on(day, "12:00"), "/pricing", ad),
      ],
      widgetEvent(on(day, "12:01"), "widget_open", "/pricing"),
    ]);
    const first = [
      pageView(on(0, "23:50"), "/B", facebook),
      widgetEvent(on(0, "23:51"), "widget_open", "/B"),
    ];
    const last = [pageView(on(1, "23:50"), "/", google), pageView(on(2, "00:10"), "/pricing")];
    const steps = [
      ...[visit(1, daily.flat()), visit(2, first, phone)],
      visit(3, [...last, pageView(on(3, "02:00"), "/B", facebook)]),
    ];
    const late = visit(4, [pageView(on(0, "12:00"), "/"), pageView(on(2, "12:00"), "/")]);
    const days = [-1, 0, 1, 2, 3].map((day) => start + day);
    await expectExact([...steps, roll, late], everyQuestion(days, onOtherClocks));
  });

  test("when a visitor is erased, and comes back", async () => {
    const visits = [1, 2].map((who) =>
      visit(
        who,
        [0, 1, 3, 4].map((day) => pageView(at(day, "23:50"), "/", google)),
      ),
    );
    const back = visit(1, [pageView(at(2, "00:10"), "/", facebook)]);
    await expectExact([...visits, roll, erase(1)], nextDays);
    await expectExact([...visits, roll, erase(1), roll, back], nextDays);
    await expectExact([...visits, roll, erase(1), back, roll, erase(2)], nextDays);
  });
});
