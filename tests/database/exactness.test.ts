import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ASSISTANTS, dayAt, type Step } from "../support/histories.ts";
import { everyQuestion, examination, type Question } from "../support/questions.ts";
import { erasing, nothing, type Records, recording, type Sender } from "../support/reference-records.ts";
import { answerTo } from "../support/reference-reports.ts";
import { pageView, type SeedEvent, times, visitor, widgetEvent } from "../support/seed.ts";
import { type Account, type Stack, startStack } from "../support/stack.ts";

let stack: Stack;
let account: Account;
beforeAll(async () => {
  stack = await startStack();
  account = await stack.newAccount();
});
afterAll(() => stack.stop());

/** Rolls up all that is due. */
async function rollUp(): Promise<void> {
  const now = new Date().toISOString();
  for (let pending: unknown = true; pending === true; ) {
    const rolling = "select public.roll_up($1::text::timestamptz, 5) ->> 'pending' = 'true' as pending";
    pending = (await stack.execute(rolling, [now]))[0]?.["pending"];
  }
}

const reopen = (assistantId: string, days: string) =>
  stack.execute(
    "select analytics.reopen(key, $2::text::datemultirange) from public.assistants where id = $1",
    [assistantId, days],
  );

/** How many periods of each length are rolled up, by their days. */
async function rolledPeriods(assistantIds: string[]): Promise<Record<string, number>> {
  const rows = await stack.execute(
    `select days, count(*)::integer as rolled from analytics.periods
     join public.assistants on key = assistant_key
     where rolled and id in (select jsonb_array_elements_text($1::text::jsonb))
     group by days order by days`,
    [JSON.stringify(assistantIds)],
  );
  return Object.fromEntries(rows.map(({ days, rolled }) => [String(days), Number(rolled)]));
}

/** Does a step to the database, and tells what the reference then has of the step's assistant. */
async function take(step: Step, assistantIds: string[], records: Records[]): Promise<void> {
  if (step.kind === "roll up") {
    return rollUp();
  }
  const id = assistantIds[step.assistant] ?? "";
  const known = records[step.assistant] ?? nothing;
  if (step.kind === "reopen") {
    await reopen(id, `{[${step.first},${step.last}]}`);
  } else if (step.kind === "erase") {
    await stack.execute(
      "select analytics.erase_visitor(key, analytics.hex_to_bigint($2)) from public.assistants where id = $1",
      [id, step.visitor],
    );
    records[step.assistant] = erasing(known, step.visitor);
  } else {
    const { sender, events } = step;
    const answer = await stack.record({ ...sender, assistant_id: id, ip: null, excluded: null, events });
    expect(answer).toMatchObject({ status: 202 });
    records[step.assistant] = recording(known, sender, events);
  }
}

/** The database's answers, all from one state of it and in one round trip. */
async function ask(questions: Question[], assistantIds: string[]): Promise<unknown[]> {
  const rows = await stack.execute(
    `select analytics.run_report(item ->> 'report', account_id, assistants, null, item -> 'arguments') as answer
     from jsonb_array_elements($1::text::jsonb) with ordinality as asked (item, place)
     join public.assistants on id = item #>> '{arguments, assistant_id}'
     order by place`,
    [
      JSON.stringify(
        questions.map(({ assistant, report, arguments: given }) => ({
          report,
          arguments: { ...given, assistant_id: assistantIds[assistant] },
        })),
      ),
    ],
  );
  return rows.map(({ answer }) => answer);
}

/**
 * Plays a history and asks the questions four times: with what is rolled up by then, with all that can
 * be, with nothing, and with all of it rolled up anew. Gives the periods rolled up at last.
 */
async function expectExact(steps: Step[], questions: Question[]): Promise<Record<string, number>> {
  const ids = await Promise.all(times(ASSISTANTS, () => stack.newAssistant(account)));
  const records = ids.map(() => nothing);
  for (const step of steps) {
    await take(step, ids, records);
  }
  const expected = questions.map(({ assistant, report, arguments: given }) =>
    answerTo(report, records[assistant] ?? nothing, given),
  );
  const states: [string, () => Promise<unknown>][] = [
    ["as the history left it", async () => undefined],
    ["then all rolled up", rollUp],
    ["nothing rolled up", () => Promise.all(ids.map((id) => reopen(id, "{[2020-01-01,2040-01-01)}")))],
    ["all rolled up anew", rollUp],
  ];
  for (const [state, reach] of states) {
    await reach();
    const rolled = await rolledPeriods(ids);
    if (state === "nothing rolled up") {
      expect(rolled).toEqual({});
    }
    const answers = await ask(questions, ids);
    for (const [index, { assistant, report, arguments: given }] of questions.entries()) {
      const asked = `${report} of assistant ${assistant} with ${JSON.stringify(given)}`;
      expect(answers[index], `${asked}, ${state}: ${JSON.stringify(rolled)}`).toEqual(expected[index]);
    }
  }
  return rolledPeriods(ids);
}

const computer: Omit<Sender, "visitor"> = {
  ip_hash: "a3f1b2c4d5e6f7a8",
  country: "GB",
  device_type: "desktop",
  browser: "Chrome",
  os: "macOS",
  screen_width: 1440,
  screen_height: 900,
  language: "en-GB",
};
const phone = { ...computer, country: "US", device_type: "mobile", browser: "Safari", os: "iOS" };

const google = { source: "google", medium: "organic", referrer_url: "https://www.google.com/" };
const facebook = { source: "facebook", medium: "social" };

/** The time of a day, counted from 2026-03-01. */
const at = (day: number, time: string) => `${dayAt(day)}T${time}:00.000Z`;

const visit = (who: number, events: SeedEvent[], client = computer): Step => ({
  kind: "record",
  assistant: 0,
  sender: { visitor: visitor(who), ...client },
  events,
});
const erase = (who: number): Step => ({ kind: "erase", assistant: 0, visitor: visitor(who) });
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
