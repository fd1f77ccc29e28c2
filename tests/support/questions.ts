import fc, { type Arbitrary } from "fast-check";
import { ASSISTANTS, dayAt, daysTo, history, PATHS, pick, SOURCES, type Step } from "./histories.ts";
import type { Arguments } from "./reference-scope.ts";

/** What is asked of an assistant, told by its number: a report by its name in the database, and its arguments. */
export type Question = { assistant: number; report: string; arguments: Arguments };

const part = {
  limit: fc.oneof(fc.constant(50), fc.integer({ min: 1, max: 5 }), fc.constant(500)),
  offset: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 4 }), fc.constant(1_000)),
};

const filters = {
  country: fc.constantFrom("GB", "US", "FR"),
  source: fc.constantFrom(...SOURCES),
  device_type: fc.constantFrom("mobile", "tablet", "desktop"),
  widget_engaged: fc.boolean(),
};

/** What nothing but a look at the sessions answers: filters, and zones with clocks that change in the spring. */
const more = {
  ...filters,
  medium: fc.constantFrom("Organic", "social", "none"),
  browser: fc.constantFrom("chrome", "Safari", "Opera"),
  os: fc.constantFrom("iOS", "windows"),
  language: fc.constantFrom("en", "en-gb", "de", "fr"),
  page_url: fc.constantFrom(...PATHS, "/nowhere"),
  entry_page: fc.constantFrom(...PATHS, "/nowhere"),
  utm_source: fc.constantFrom("newsletter", "google"),
  utm_medium: fc.constantFrom("email", "cpc"),
  utm_campaign: fc.constantFrom("april-2026", "may-2026"),
};
const timezone = fc.constantFrom(
  ...["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Auckland"],
);

const optional = <Model extends object>(model: { [Name in keyof Model]: Arbitrary<Model[Name]> }) =>
  fc.record<Model, never>(model, { requiredKeys: [] });

/** Mostly one or two filters: more of them seldom leave anything. */
const filtered = fc.oneof(
  { arbitrary: fc.constant({}), weight: 3 },
  { arbitrary: optional({ timezone }), weight: 3 },
  ...Object.entries(more).map(([name, value]) => ({ arbitrary: fc.record({ [name]: value }), weight: 1 })),
  ...Object.entries(more).map(([name, value]) => ({
    arbitrary: fc.record({ [name]: value, timezone }),
    weight: 1,
  })),
  { arbitrary: optional({ ...filters, page_url: more.page_url, timezone }), weight: 4 },
);

/** Each report with what it alone takes. */
const asked = fc.oneof(
  {
    arbitrary: fc.record({
      report: fc.constant("pageviews"),
      more: fc.tuple(
        fc.record({ granularity: fc.constantFrom("day" as const, "hour" as const) }),
        fc.oneof(optional({ page_url: more.page_url }), filtered),
      ),
    }),
    weight: 6,
  },
  {
    arbitrary: fc.record({
      report: fc.constant("sessions"),
      more: fc.tuple(
        fc.record(part),
        fc.oneof(
          ...Object.entries(filters).map(([name, value]) => fc.record({ [name]: value })),
          optional(filters),
          filtered,
        ),
      ),
    }),
    weight: 5,
  },
  {
    arbitrary: fc.record({
      report: fc.constantFrom("pages", "pages", "widget_events", "entry_pages", "exit_pages"),
      more: fc.tuple(fc.record(part), filtered),
    }),
    weight: 6,
  },
  {
    arbitrary: fc.record({
      report: fc.constantFrom("traffic_sources", "geography", "devices"),
      more: fc.tuple(filtered),
    }),
    weight: 4,
  },
  {
    arbitrary: fc.record({
      report: fc.constant("overview"),
      more: fc.tuple(
        optional({ compare: fc.constantFrom("previous" as const, "previous_year" as const) }),
        filtered,
      ),
    }),
    weight: 4,
  },
  {
    arbitrary: fc.record({
      report: fc.constant("funnel"),
      more: fc.tuple(
        fc.record(part),
        optional({ by: fc.constantFrom("page" as const, "source" as const, "country" as const) }),
        filtered,
      ),
    }),
    weight: 3,
  },
);

/** A range from about the day of one event to about that of another, or of any days around the history. */
const range = fc.oneof(
  {
    arbitrary: fc.record({
      events: fc.tuple(fc.nat(1_000), fc.nat(1_000)),
      shifts: fc.tuple(fc.constantFrom(0, 0, 1, -1), fc.constantFrom(0, 0, 1, -1)),
    }),
    weight: 3,
  },
  {
    arbitrary: fc.record({
      assistant: fc.nat(ASSISTANTS - 1),
      first: fc.integer({ min: -400, max: 60 }),
      length: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 41, max: 365 })),
    }),
    weight: 1,
  },
);

type Asked = {
  about: typeof range extends Arbitrary<infer Value> ? Value : never;
} & (typeof asked extends Arbitrary<infer Value> ? { asked: Value } : never);

/** Of how many days a question is at most: of more, a series by hour is long and tells nothing new. */
const longestOf = ({ granularity }: Partial<Arguments>) => (granularity === "hour" ? 40 : 365);

/** What is asked when the history is known. */
function questionOf({ about, asked: { report, more } }: Asked, steps: Step[]): Question {
  const given: Partial<Arguments> = Object.assign({}, ...more);
  let [assistant, first, last] = [0, 0, 0];
  if ("first" in about) {
    ({ assistant, first } = about);
    last = first + about.length - 1;
  } else {
    const [one, another] = about.events;
    const events = steps.flatMap((step) =>
      step.kind === "record" ? step.events.map((event) => ({ ...step, event })) : [],
    );
    const met = pick(events, one);
    assistant = met?.assistant ?? 0;
    const ends = [met, pick(events, another)].map(
      (end, index) => daysTo(end?.event.at ?? dayAt(0)) + (about.shifts[index] ?? 0),
    );
    [first, last] = [Math.min(...ends), Math.max(...ends)];
  }
  const until = Math.min(last, first + longestOf(given) - 1);
  return { assistant, report, arguments: { start_date: dayAt(first), end_date: dayAt(until), ...given } };
}

/** A history, and questions about the days around it. */
export const examination: Arbitrary<{ steps: Step[]; questions: Question[] }> = fc
  .tuple(history, fc.array(fc.record({ about: range, asked }), { minLength: 1, maxLength: 80, size: "max" }))
  .map(([steps, questions]) => ({
    steps,
    questions: questions.map((question) => questionOf(question, steps)),
  }));

const everyReport: { report: string; more: Partial<Arguments> }[] = [
  ...["traffic_sources", "geography", "devices", "overview"].map((report) => ({ report, more: {} })),
  ...["sessions", "pages", "widget_events", "entry_pages", "exit_pages", "funnel"].map((report) => ({
    report,
    more: { limit: 50, offset: 0 },
  })),
  // One of each that counts what sessions did: page views, starts, widget events, the list.
  ...["overview", "pages", "geography", "widget_events", "sessions"].map((report) => ({
    report,
    more: { limit: 50, offset: 0, page_url: "/pricing", timezone: "Asia/Kathmandu" },
  })),
  ...[
    { country: "GB" },
    { source: "google" },
    { source: "social", device_type: "desktop" },
    { widget_engaged: true },
    { widget_engaged: false, limit: 1 },
  ].map((filter) => ({ report: "sessions", more: { limit: 50, offset: 0, ...filter } })),
  ...[undefined, "/", "/pricing"].flatMap((page) =>
    (["day", "hour"] as const).map((granularity) => ({
      report: "pageviews",
      more: { granularity, ...(page !== undefined && { page_url: page }) },
    })),
  ),
];

/** Reports that rollups answer on other clocks than UTC, but for both ends of a range. */
export const onOtherClocks: typeof everyReport = [
  ...["overview", "pages", "geography", "widget_events", "sessions"].map((report) => ({ report, more: {} })),
  ...(["page", "source"] as const).map((by) => ({ report: "funnel", more: { by } })),
].map(({ report, more }) => ({
  report,
  more: { limit: 50, offset: 0, timezone: "America/St_Johns", ...more },
}));

/** Reports of the first assistant, for every range from one of some days to another, in ascending order. */
export function everyQuestion(days: number[], reports = everyReport): Question[] {
  return days.flatMap((first, index) =>
    days.slice(index).flatMap((last) =>
      reports
        .filter(({ more }) => last - first < longestOf(more))
        .map(({ report, more }) => ({
          assistant: 0,
          report,
          arguments: { start_date: dayAt(first), end_date: dayAt(last), ...more },
        })),
    ),
  );
}
