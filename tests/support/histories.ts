import fc, { type Arbitrary } from "fast-check";
import type { Sender } from "./reference-records.ts";
import type { SeedEvent } from "./seed.ts";

/** What happens to the database at once; an assistant is told by its number, a day by its UTC date. */
export type Step =
  | { kind: "record"; assistant: number; sender: Sender; events: SeedEvent[] }
  | { kind: "roll up" }
  | { kind: "reopen"; assistant: number; first: string; last: string }
  | { kind: "erase"; assistant: number; visitor: string };

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const MIDNIGHT = Date.UTC(2026, 2, 1);

export const ASSISTANTS = 3;
export const PATHS = ["/", "/pricing", "/blog/a", "/B"];
export const SOURCES = ["google", "facebook", "twitter", "direct", "newsletter", "social", "bing"];

/** The day so many days after 2026-03-01, and how many days after it a time is. */
export const dayAt = (days: number) => new Date(MIDNIGHT + days * DAY).toISOString().slice(0, 10);
export const daysTo = (time: string) => Math.floor((Date.parse(time) - MIDNIGHT) / DAY);

const ORIGINS = [
  { source: "google", medium: "organic", referrer_url: "https://www.google.com/" },
  { source: "facebook", medium: "social", referrer_url: "https://www.facebook.com/" },
  { source: "twitter", medium: "social" },
  { source: "direct", medium: null },
  { source: "newsletter", medium: "email", utm_source: "newsletter", utm_medium: "email" },
  { source: "google", medium: "paid", utm_source: "google", utm_medium: "cpc", utm_campaign: "april-2026" },
];

const computer = { device_type: "desktop", browser: "Chrome", os: "macOS", screen_width: 1440 };
const phone = { device_type: "mobile", browser: "Safari", os: "iOS", screen_width: 390 };
const unknown = { device_type: null, browser: null, os: null, screen_width: null };
const CLIENTS = [
  { ...computer, country: "GB", ip_hash: "a3f1b2c4d5e6f7a8", screen_height: 900, language: "en-GB" },
  { ...phone, country: "GB", ip_hash: "ffffffffffffffff", screen_height: 844, language: "en-GB" },
  { ...phone, device_type: "tablet", country: "US", ip_hash: null, screen_height: 844, language: null },
  { ...computer, os: "Windows", country: null, ip_hash: null, screen_height: 900, language: "de" },
  { ...unknown, country: "DE", ip_hash: "0000000000000001", screen_height: null, language: null },
];

/** Ids on both sides of zero, once read as signed numbers; the first two come most. */
const VISITORS = [
  "0000000000000001",
  "fffffffffffffffe",
  "7fffffffffffffff",
  "8000000000000000",
  "00000000000000a2",
];

/** A value of a list, the first ones more often than the last. */
function mostlyFirst<Value>(values: Value[]): Arbitrary<Value> {
  return fc.oneof(
    ...values.map((value, index) => ({ arbitrary: fc.constant(value), weight: values.length - index })),
  );
}

/** Days around 2026-03-01, most of them next to each other, and a few from long before. */
const day = fc.oneof(
  { arbitrary: fc.integer({ min: 0, max: 3 }), weight: 6 },
  { arbitrary: fc.integer({ min: -6, max: 12 }), weight: 2 },
  { arbitrary: fc.integer({ min: -45, max: 45 }), weight: 2 },
  { arbitrary: fc.integer({ min: -300, max: -100 }), weight: 1 },
);

/** Minutes of a day, most of them around midnight and so that gaps are often of 30 minutes exactly. */
const minuteOfDay = fc.oneof(
  { arbitrary: fc.integer({ min: -4, max: 1 }).map((tens) => 10 * tens), weight: 4 },
  { arbitrary: fc.integer({ min: 0, max: 1439 }), weight: 1 },
);

const fraction = fc.oneof(
  { arbitrary: fc.constant(0), weight: 6 },
  { arbitrary: fc.constantFrom(-1, 1, 59_999, 500), weight: 1 },
);

/** When a visit was: at a time of its own, or so long after an event that is known already. */
const moment = fc.oneof(
  {
    arbitrary: fc
      .tuple(day, minuteOfDay, fraction)
      .map(([days, minutes, more]) => ({ time: MIDNIGHT + days * DAY + minutes * MINUTE + more })),
    weight: 1,
  },
  {
    arbitrary: fc
      .tuple(
        fc.nat(1_000),
        fc.oneof(
          { arbitrary: fc.constant(0), weight: 2 },
          { arbitrary: fc.constantFrom(-1, 1, 2, 7, -16, 20, -130), weight: 1 },
        ),
        minuteOfDay,
        fraction,
      )
      .map(([after, days, minutes, more]) => ({ after, shift: days * DAY + minutes * MINUTE + more })),
    weight: 3,
  },
);

const interaction = fc.record({
  kind: mostlyFirst(["page_view", "widget_open", "widget_close", "conversation_start", "inquiry_submit"]),
  // In minutes; a batch that was held back may tell of several days.
  gap: fc.oneof(
    { arbitrary: fc.constantFrom(0, 1, 5, 20, 20, 29, 29, 30, 40), weight: 15 },
    { arbitrary: fc.constantFrom(1_440, 2_900, 7_210), weight: 1 },
  ),
  path: mostlyFirst(PATHS),
  origin: fc.constantFrom(...ORIGINS),
  seconds: fc.constantFrom(null, null, null, 0, 7, 90, 1_000, 1_790, 4_000),
  id: fc.nat(0xffff),
});
type Interaction = typeof interaction extends Arbitrary<infer Value> ? Value : never;

const visit = fc.record({
  kind: fc.constant("visit" as const),
  assistant: mostlyFirst([0, 1, 2]),
  visitor: mostlyFirst(VISITORS),
  client: fc.constantFrom(...CLIENTS),
  moment,
  interactions: fc.array(interaction, { minLength: 1, maxLength: 5, size: "max" }),
});

/** A page that is left after all: the page view again with its time, now and then by another visitor. */
const exit = fc.record({
  kind: fc.constant("exit" as const),
  which: fc.nat(1_000),
  seconds: fc.constantFrom(1, 60, 1_200, 5_400),
  client: fc.constantFrom(...CLIENTS),
  by: fc.option(fc.constantFrom(...VISITORS), { freq: 4 }),
});

const again = fc.record({
  kind: fc.constant("again" as const),
  which: fc.nat(1_000),
  assistant: fc.option(fc.nat(ASSISTANTS - 1), { freq: 3 }),
});

const reopen = fc.record({
  kind: fc.constant("reopen" as const),
  assistant: mostlyFirst([0, 1, 2]),
  day,
  more: fc.constantFrom(0, 0, 1, 5, 30),
});

const erase = fc.record({ kind: fc.constant("erase" as const), which: fc.nat(1_000) });

type Command =
  | (typeof visit extends Arbitrary<infer Value> ? Value : never)
  | (typeof exit extends Arbitrary<infer Value> ? Value : never)
  | (typeof again extends Arbitrary<infer Value> ? Value : never)
  | (typeof reopen extends Arbitrary<infer Value> ? Value : never)
  | (typeof erase extends Arbitrary<infer Value> ? Value : never)
  | { kind: "roll up" };

/** What may come after days were rolled up, and make some of them untrue. */
const late: { arbitrary: Arbitrary<Command>; weight: number }[] = [
  { arbitrary: visit, weight: 15 },
  { arbitrary: exit, weight: 4 },
  { arbitrary: again, weight: 2 },
  { arbitrary: reopen, weight: 1 },
  { arbitrary: erase, weight: 1 },
];

const rollUp = fc.constant({ kind: "roll up" as const });

const commands = fc
  .tuple(
    fc.array(fc.oneof(...late, { arbitrary: rollUp, weight: 2 }), {
      minLength: 2,
      maxLength: 20,
      size: "max",
    }),
    rollUp,
    fc.array(fc.oneof(...late), { maxLength: 6, size: "max" }),
  )
  .map(([first, rolling, then]) => [...first, rolling, ...then]);

/** Ids in no order that time or arrival would give. */
const idOf = (high: number, low: number) =>
  `${high.toString(16).padStart(8, "0")}-0000-4000-8000-${low.toString(16).padStart(12, "0")}`;

/** A title that changes once a month, so that the latest is the same however events of a day arrive. */
const titleOf = (path: string, time: number) => `${path} in month ${new Date(time).getUTCMonth() + 1}`;

/** A page view with its visible time; of a long one, a tenth more went by while it was hidden. */
function leaving(view: SeedEvent, seconds: number | null): SeedEvent {
  const elapsed = Number(seconds) * (Number(seconds) > 1_000 ? 1_100 : 1_000);
  const exited_at = new Date(Date.parse(view.at) + elapsed).toISOString();
  return seconds === null ? view : { ...view, seconds, exited_at };
}

function eventOf({ kind, path, origin, seconds, id }: Interaction, time: number, number: number): SeedEvent {
  const event = { id: idOf(id, number), type: kind, at: new Date(time).toISOString(), path };
  if (kind === "page_view") {
    return leaving({ ...event, title: titleOf(path, time), ...origin }, seconds);
  }
  const token = seconds === null ? null : "s_01hx";
  return { ...event, session_id: token, ...(kind === "widget_close" && { duration_seconds: id % 300 || 1 }) };
}

type Recording = Extract<Step, { kind: "record" }>;

/** One of a list, by any number; nothing of an empty one. */
export const pick = <Item>(items: Item[], number: number): Item | undefined => items[number % items.length];

/** Resolves what a command says of what was sent before it; nothing, where nothing was. */
function stepOf(command: Command, sent: Recording[]): Step | undefined {
  const events = sent.flatMap((step) => step.events.map((event) => ({ ...step, event })));
  switch (command.kind) {
    case "visit": {
      const { moment, interactions, client } = command;
      const before = "after" in moment ? pick(events, moment.after) : undefined;
      const { assistant, sender } = before ?? { assistant: command.assistant, sender: command };
      let time = "time" in moment ? moment.time : Date.parse(before?.event.at ?? dayAt(0)) + moment.shift;
      const visited = interactions.map((interaction, index) => {
        time += interaction.gap * MINUTE;
        return eventOf(interaction, time, events.length + index);
      });
      return { kind: "record", assistant, sender: { visitor: sender.visitor, ...client }, events: visited };
    }
    case "exit": {
      const views = events.filter(({ event }) => event.type === "page_view");
      const view = pick(views, command.which);
      if (view === undefined) {
        return undefined;
      }
      const sender = { visitor: command.by ?? view.sender.visitor, ...command.client };
      const left = leaving(view.event, command.seconds);
      return { kind: "record", assistant: view.assistant, sender, events: [left] };
    }
    case "again": {
      const step = pick(sent, command.which);
      return step && { ...step, assistant: command.assistant ?? step.assistant };
    }
    case "erase": {
      const step = pick(sent, command.which);
      return step && { kind: "erase", assistant: step.assistant, visitor: step.sender.visitor };
    }
    case "reopen": {
      const { assistant, day, more } = command;
      return { kind: "reopen", assistant, first: dayAt(day), last: dayAt(day + more) };
    }
    case "roll up":
      return command;
  }
}

/**
 * Histories of several assistants: visitors who come back, sessions across midnight, events that come
 * late, twice or under another's name, days rolled up and reopened in between, and visitors erased.
 */
export const history: Arbitrary<Step[]> = commands.map((resolved) => {
  const steps: Step[] = [];
  for (const command of resolved) {
    const sent = steps.filter((step): step is Recording => step.kind === "record");
    const step = stepOf(command, sent);
    steps.push(...(step === undefined ? [] : [step]));
  }
  return steps;
});
