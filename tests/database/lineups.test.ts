import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { seededRandom } from "../../src/local/traffic-random.ts";
import { computer, type Examiner, facebook, google, phone, startExaminer } from "../support/examiner.ts";
import { dayAt, type Step } from "../support/histories.ts";
import type { Question } from "../support/questions.ts";
import type { Arguments } from "../support/reference-scope.ts";
import { batch, pageView, type SeedEvent, times, widgetEvent } from "../support/seed.ts";
import { type Stack, startStack } from "../support/stack.ts";

let examiner: Examiner;
let stack: Stack;
beforeAll(async () => {
  [examiner, stack] = await Promise.all([startExaminer(), startStack()]);
});
afterAll(() => Promise.all([examiner?.stop(), stack?.stop()]));

const PAGES = ["/", "/pricing", "/blog/a", "/B"];
const ORIGINS = [
  google,
  { ...google, medium: "paid", utm_source: "google", utm_medium: "cpc", utm_campaign: "april-2026" },
  facebook,
  { source: "direct", medium: null },
  { source: "newsletter", medium: "email", utm_source: "newsletter", utm_medium: "email" },
];
const CLIENTS = [
  computer,
  phone,
  { ...computer, country: null, os: "Windows", language: "de" },
  { ...phone, country: "FR", device_type: null, browser: null, os: null, language: null },
];
const ACTIONS = ["widget_open", "conversation_start", "inquiry_submit", "widget_close"];

/** Visitors of all quarters, and ids that are next to each other. */
const visitorAt = (number: number) => `${"07f8"[number % 4]}${number.toString(16).padStart(15, "0")}`;

/** Visits of so many days; some go on over midnight, some act without a page view, some come back at once. */
function visitsOf(days: number, seed: number): Step[] {
  const random = seededRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const one = <Item>(items: readonly Item[]) => items[below(items.length)] as Item;
  return times(days * 2, (): Step => {
    const start = Date.parse(`${dayAt(below(days))}T00:00:00Z`) + below(96) * 900_000;
    const who = below(3) === 0 ? below(200) : below(12);
    const origin = one(ORIGINS);
    const events = times(1 + below(5), (step): SeedEvent => {
      const moment = new Date(start + step * below(25) * 60_000).toISOString();
      const action = one(ACTIONS);
      return below(4) === 0
        ? widgetEvent(moment, action, one(PAGES), action === "widget_close" ? { duration_seconds: 30 } : {})
        : pageView(moment, one(PAGES), { ...origin, seconds: below(3) === 0 ? below(90) : null });
    });
    const client = CLIENTS[who % CLIENTS.length] ?? computer;
    return { kind: "record", assistant: 0, sender: { visitor: visitorAt(who), ...client }, events };
  });
}

/** Visits across midnight in Berlin and in St. John's, in summer and in winter, by a few who often come back the next day. */
function visitsAtMidnight(days: number, seed: number): Step[] {
  const random = seededRandom(seed);
  return times(days, (day) =>
    times(12, (number): Step => {
      const time = ["21:50", "22:50", "02:20", "03:20"][number % 4];
      const start = Date.parse(`${dayAt(day)}T${time}:00Z`);
      const events = times(3, (step) =>
        pageView(new Date(start + step * 12 * 60_000).toISOString(), "/pricing", google),
      );
      const sender = { visitor: visitorAt(Math.floor(random() * 12)), ...computer };
      return { kind: "record", assistant: 0, sender, events };
    }),
  ).flat();
}

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
  });

  test("of visitors who are in one line only, and were there on a day beside it", async () => {
    const visit = (who: number, day: number, isOfGoogle: boolean): Step => ({
      kind: "record",
      assistant: 0,
      sender: { visitor: visitorAt(who), ...computer },
      events: [
        pageView(`${dayAt(day)}T12:00:00.000Z`, PAGES[who % 3] ?? "/", isOfGoogle ? google : facebook),
        widgetEvent(`${dayAt(day)}T12:01:00.000Z`, "widget_open", PAGES[who % 3] ?? "/"),
      ],
    });
    const inLine = times(48, (who) => visit(who, who % 16, who % 2 === 0));
    const beside = times(48, (who) => visit(who, 40, who % 3 === 0));
    await examiner.expectExact([...inLine, roll, ...beside], [...asked(0, 40), ...asked(4, 40)]);
  }, 180_000);

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

test("an erased visitor is in no line, nor is what only they had", async () => {
  const assistant = await stack.newAssistant(await stack.newAccount());
  const views = times(40, (day) => pageView(`${dayAt(day)}T12:00:00.000Z`, "/"));
  await stack.record(batch(assistant, visitorAt(1), views));
  await stack.record(
    batch(
      assistant,
      visitorAt(2),
      views.slice(0, 20).map((view) => ({ ...view, ...facebook, id: randomUUID() })),
      phone,
    ),
  );
  await stack.execute("select public.roll_up(now(), 60)");
  const inLines = async () => {
    const [row] = await stack.execute(`
      select count(*) filter (where visitors @> array[('x' || '${visitorAt(2)}')::bit(64)::bigint])::integer as met,
        count(distinct first_day)::integer as lines
      from analytics.lineup_visitors where arranged = 'visitor'`);
    return row;
  };
  const ofPhones = () =>
    stack.execute(
      `select label from analytics.traits where label @> '["Safari"]' or label @> '["facebook"]'`,
    );
  expect(await inLines()).toEqual({ met: 2, lines: 4 });
  expect(await ofPhones()).toHaveLength(2);

  await stack.execute("select analytics.erase_person(key, 'v_' || $1) from public.assistants", [
    visitorAt(2),
  ]);
  expect(await inLines()).toEqual({ met: 0, lines: 2 });
  expect(await ofPhones()).toEqual([]);
  await stack.execute("select public.roll_up(now(), 60)");
  expect(await inLines()).toEqual({ met: 0, lines: 4 });
  expect(await ofPhones()).toEqual([]);
});

test("a line is made anew once a day, and tells nothing of a day that changed until then", async () => {
  const assistant = await stack.newAssistant(await stack.newAccount());
  const viewed = (day: string, who = 1) =>
    stack.record(batch(assistant, visitorAt(who), [pageView(`${day}T12:00:00.000Z`, "/")]));
  const rollUp = async (at: string) => {
    await stack.execute("select public.roll_up($1::timestamptz, 60)", [at]);
    const [row] = await stack.execute(
      `select array_agg(distinct lineups.days::text) as days, array_agg(distinct made_on::text) as made_on
       from analytics.lineups join public.assistants on key = assistant_key where id = $1`,
      [assistant],
    );
    return row;
  };
  for (const day of ["2026-03-09", "2026-03-10", "2026-03-12"]) {
    await viewed(day);
  }
  const first = "2026-03-06";
  expect(await rollUp("2026-03-11T12:00:00Z")).toEqual({
    days: [`{[${first},2026-03-11)}`],
    made_on: ["2026-03-11"],
  });
  await viewed("2026-03-09", 2);
  expect(await rollUp("2026-03-11T13:00:00Z")).toEqual({
    days: [`{[${first},2026-03-09),[2026-03-10,2026-03-11)}`],
    made_on: ["2026-03-11"],
  });
  expect(await rollUp("2026-03-12T12:00:00Z")).toEqual({
    days: [`{[${first},2026-03-11)}`],
    made_on: ["2026-03-12"],
  });
  expect(await rollUp("2026-03-13T12:00:00Z")).toEqual({
    days: [`{[${first},2026-03-13)}`],
    made_on: ["2026-03-13"],
  });
  expect(await rollUp("2026-04-13T12:00:00Z")).toMatchObject({ made_on: ["2026-03-13"] });
});

test("no line is forgotten while lines are made: what is written to others of them would stay", async () => {
  const sql = postgres(stack.database, { max: 1, onnotice: () => undefined });
  const forget = () =>
    stack.execute(`
      with patience as materialized (select set_config('lock_timeout', '100ms', true))
      select analytics.forget_lineup(7, 'page', '2026-03-06') from patience`);
  await sql.begin(async (transaction) => {
    // As rolling up does.
    await transaction`select pg_advisory_xact_lock(hashtext('analytics.periods'), 7)`;
    await expect(forget()).rejects.toMatchObject({ code: "55P03" });
  });
  await sql.end();
  await expect(forget()).resolves.toHaveLength(1);
});
