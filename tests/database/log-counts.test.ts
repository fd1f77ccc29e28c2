import fc from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sha256Hex } from "../../src/auth/hashing.ts";
import { readLog } from "../../src/ingest/log-batch.ts";
import { type LogEvent, logged } from "../support/logging.ts";
import { type Fact, type Presence, referenceFacts } from "../support/reference-facts.ts";
import { type Account, type Stack, startStack } from "../support/stack.ts";

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** So many days lie around a change of clocks somewhere, or around the end of a quarter and a week. */
const DAYS = 7;
const WINDOWS = ["2026-03-26", "2026-10-22", "2026-03-05", "2026-09-30", "2026-04-02"];
const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "America/Havana",
  "Africa/Cairo",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Pacific/Chatham",
];
const UNITS = ["hour", "day", "week", "month", "quarter", "year"];

let stack: Stack;
let sql: postgres.Sql;
let account: Account;
let key: string;
beforeAll(async () => {
  stack = await startStack();
  sql = postgres(stack.database, { max: 1, onnotice: ({ message }) => problems.push(message) });
  account = await stack.newAccount();
  key = sha256Hex(await stack.newKey(account, { scopes: ["events:write"] }));
});
afterAll(async () => {
  await sql.end();
  await stack.stop();
});

let calls = 0;

/** What the database warned of, such as days that could not be rolled up. */
const problems: unknown[] = [];

/** Each call in a minute of its own: no limit is tested here. */
async function report(assistant_id: string, events: LogEvent[]): Promise<void> {
  const log = readLog(
    JSON.stringify(events.map((event) => ({ ...event, assistant_id }))),
    "application/json",
  );
  expect(log.refused).toEqual([]);
  const minute = new Date(Date.UTC(2026, 10, 1, 10, calls++)).toISOString();
  const [row] = await sql`select public.log_events(
    ${key}, ${JSON.stringify(log.events)}::text::jsonb, 'x', ${minute}::text::timestamptz
  ) as answer`;
  expect(row?.["answer"].body.refused).toEqual([]);
}

async function rollUp(): Promise<void> {
  const [row] = await sql<{ answer: unknown }[]>`select public.roll_up(now(), 60) - 'rolled' as answer`;
  expect([row?.answer, problems]).toEqual([{ pending: false }, []]);
}

type Question = { starts: string; ends: string; unit: string; zone: string };

/** The local time of an instant to the hour: `2026-03-29T02`. */
function localHour(at: string, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    ...{ timeZone: zone, hourCycle: "h23" },
    ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit" },
  }).formatToParts(new Date(at));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}T${part("hour")}`;
}

/** The local start of the bucket that an instant is in. */
function bucketOf(at: string, { unit, zone }: Pick<Question, "unit" | "zone">): string {
  const hour = localHour(at, zone);
  const [date = "", month = 0] = [hour.slice(0, 10), Number(hour.slice(5, 7))];
  const firstOf = (first: number) => `${hour.slice(0, 5)}${String(first).padStart(2, "0")}-01T00`;
  switch (unit) {
    case "hour":
      return hour;
    case "day":
      return `${date}T00`;
    case "week": {
      const sinceMonday = (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
      return `${new Date(Date.parse(date) - sinceMonday * DAY).toISOString().slice(0, 10)}T00`;
    }
    case "month":
      return firstOf(month);
    case "quarter":
      return firstOf(month - ((month - 1) % 3));
    default:
      return firstOf(1);
  }
}

type Counted = Record<string, string | number>;

/** Sums by everything but the last, in order. */
function summed(items: { labels: string[]; amount: number }[]): Counted {
  const sums: Counted = {};
  for (const { labels, amount } of items) {
    const label = labels.join(" | ");
    sums[label] = Number(sums[label] ?? 0) + amount;
  }
  return Object.fromEntries(
    Object.entries(sums).filter(([label, sum]) => label.startsWith("weight") || sum !== 0),
  );
}

const within =
  ({ starts, ends }: Question) =>
  ({ at }: { at: string }) =>
    at >= starts && at < ends;

function expectedSeries(facts: Fact[], asked: Question): Counted {
  return summed(
    facts
      .filter(within(asked))
      .map(({ measure, key, at, amount }) => ({ labels: [bucketOf(at, asked), measure, key], amount })),
  );
}

/** Each of those who were there once a bucket, or once in all. */
function expectedPeople(presences: Presence[], asked: Question, bucket: (at: string) => string): Counted {
  const there = new Map(
    presences.filter(within(asked)).map(({ presence, key, who, at, weight }) => {
      const labels = [bucket(at), presence, key];
      return [[...labels, who].join(" | "), { labels, weight }];
    }),
  );
  return {
    ...summed([...there.values()].map(({ labels }) => ({ labels, amount: 1 }))),
    ...summed(
      [...there.values()].map(({ labels, weight }) => ({ labels: ["weight", ...labels], amount: weight })),
    ),
  };
}

const KEYED = `
  case
    when kind ~ '_group$' then counted.key::text
    when counted.key = 0 then ''
    when kind in ('conversation', 'answered_conversation') then counted.key::text
    else (select term from analytics.terms where assistant_key = assistant.key and term_key = counted.key)
  end`;

const LABEL = `concat_ws(' | ', coalesce(to_char(bucket, 'YYYY-MM-DD"T"HH24'), ''), kind, ${KEYED})`;

/** What the database counts for a question: its series, and who was there in each bucket and in all. */
async function counted(assistant: string, asked: Question, utc: Question) {
  const object = async (call: string, { starts, ends, unit, zone }: Question): Promise<Counted> => {
    const [row] = await sql.unsafe(
      `select coalesce(json_object_agg(label, amount), '{}') as found from (
        select ${LABEL} as label, amount from (select id, key from public.assistants where id = $1) as assistant,
        lateral ${call} as counted (bucket, kind, key, amount)
      ) as labelled, (select $2::text, $3::text, $4::text, $5::text) as asked`,
      [assistant, starts, ends, unit, zone],
    );
    return row?.["found"];
  };
  const range =
    "array[assistant.key], enum_range(null::analytics.KIND), $2::text::timestamptz, $3::text::timestamptz";
  const [measures, presences] = [range.replace("KIND", "measure"), range.replace("KIND", "presence")];
  const totals = `analytics.presence_totals(${presences})`;
  return {
    series: await object(
      `(select bucket, measure::text, key, amount from analytics.log_series(${measures}, $4, $5))`,
      asked,
    ),
    totals: await object(
      `(select null::timestamp, measure::text, key, amount from analytics.log_totals(${measures}))`,
      asked,
    ),
    people: await object(`(select null::timestamp, presence::text, key, people from ${totals})`, asked),
    weights: await object(`(select null::timestamp, presence::text, key, weight from ${totals})`, asked),
    peopleByBucket: await object(
      `(
        select bucket, presence::text, key, people from analytics.presence_series(${presences}, $4)
        where $4 <> 'hour' or presence <> 'conversation'
      )`,
      utc,
    ),
  };
}

function expected({ facts, presences }: ReturnType<typeof referenceFacts>, asked: Question, utc: Question) {
  const split = (all: Counted) => {
    const entries = Object.entries(all);
    const weights = entries.filter(([label]) => label.startsWith("weight | "));
    return {
      people: Object.fromEntries(entries.filter(([label]) => !label.startsWith("weight | "))),
      weights: Object.fromEntries(
        weights.map(([label, weight]) => [label.slice("weight | ".length), weight]),
      ),
    };
  };
  // Of a conversation it is kept on which days it went on, not in which hours.
  const kept = presences.filter(({ presence }) => utc.unit !== "hour" || presence !== "conversation");
  const buckets = expectedPeople(kept, utc, (at) => bucketOf(at, utc));
  return {
    series: expectedSeries(facts, asked),
    totals: summed(
      facts.filter(within(asked)).map(({ measure, key, amount }) => ({ labels: ["", measure, key], amount })),
    ),
    ...split(expectedPeople(presences, asked, () => "")),
    peopleByBucket: split(buckets).people,
  };
}

const maybe = <Value>(...values: Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const CONVERSATIONS = ["c1", "c2", "c3", "c4"];
const conversation_id = fc.constantFrom(...CONVERSATIONS);
const user = maybe("ann", "bob");
const user_token = fc.constantFrom("token_of_0", "token_of_1", "token_of_2");
const said = {
  ...{ user, conversation_id, user_token: maybe("token_of_0", "token_of_1") },
  ...{ channel: maybe("WebChat", "Messenger"), language: maybe("de", "en"), country: maybe("DE", "US") },
  ...{ topic: maybe("orders", "sales"), rating: maybe("4", "5"), is_terminal: maybe(true, false) },
  status: maybe("open", "archived"),
  handling_status: maybe("RESOLVED", "PENDING", "FOLLOW_UP"),
  opened_by: maybe("popup", "chat_button"),
};
const intervention = {
  intervention_id: fc.constantFrom("i1", "i2", "i3"),
  ...{ conversation_id: maybe(...CONVERSATIONS), agent: maybe("Ann", "Ben"), topic: maybe("orders") },
  ...{ outcome: maybe("solved", "lost"), channel: maybe("Messenger") },
};
const ofSomebody = { conversation_id: maybe(...CONVERSATIONS), user };

/** What an event of each type has to tell. */
const KINDS: Record<string, Record<string, fc.Arbitrary<unknown>>> = {
  "conversation.started": said,
  "conversation.updated": said,
  "conversation.ended": { conversation_id },
  "conversation.analyzed": {
    conversation_id,
    sentiment: maybe("positive", "neutral", "negative"),
    outcome: maybe("success", "neutral", "fail"),
  },
  message: {
    ...{ conversation_id, user, topic: maybe("sales"), response: maybe("hello", "prices") },
    sender: fc.constantFrom("CUSTOMER", "CUSTOMER", "BOT", "AGENT", "SYSTEM"),
    ...{ direction: maybe("inbound", "outbound"), triggered_by: maybe("button", "language") },
    ...{ free_text: maybe(true, false), intent: maybe("buy", "ask"), confidence: maybe(0.5) },
  },
  call: {
    ...ofSomebody,
    direction: fc.constantFrom("inbound", "outbound"),
    duration_seconds: fc.constantFrom(0, 90, 7_200),
  },
  "label.applied": { conversation_id, label: fc.constantFrom("vip", "bug") },
  "intervention.requested": intervention,
  "intervention.accepted": intervention,
  "intervention.ended": intervention,
  reaction: {
    ...ofSomebody,
    reaction: fc.constantFrom("like", "dislike"),
    response: maybe("hello", "prices"),
  },
  "link.clicked": { ...ofSomebody, url: fc.constantFrom("https://a.example/", "https://b.example/") },
  "bot.event": { ...ofSomebody, name: fc.constantFrom("handover", "greeted") },
  "visitor.seen": { user_token },
  "popup.displayed": { user_token, popup_version: maybe("v1", "v2") },
  "popup.opened": { user_token, popup_version: maybe("v1", "v2") },
  "widget.opened": { user_token },
};

type Told = {
  id: string;
  minute: number;
  millisecond: number;
  fields: Record<string, unknown>;
  type: string;
};

/** Near a day's ends too, and no two at one time: then there is no question which is the latest. */
const minute = fc.oneof(
  fc.integer({ min: 0, max: DAYS * 1_440 }),
  fc
    .tuple(fc.integer({ min: 0, max: DAYS - 1 }), fc.integer({ min: -5, max: 5 }))
    .map(([day, by]) => Math.max(0, day * 1_440 + by)),
);

const anEvent = (type: string): fc.Arbitrary<Told> =>
  fc.record({
    id: fc.uuid(),
    minute,
    millisecond: fc.integer({ min: 0, max: MINUTE - 1 }),
    fields: fc.record(KINDS[type] ?? {}),
    type: fc.constant(type),
  });

/** The event that is told of, in a history that starts then. */
const eventOf = ({ id, minute, millisecond, fields, type }: Told, start: number): LogEvent =>
  JSON.parse(
    JSON.stringify(
      logged(type, { id, at: new Date(start + minute * MINUTE + millisecond).toISOString(), ...fields }),
    ),
  );

const someEvents = fc.array(fc.constantFrom(...Object.keys(KINDS)).chain(anEvent), {
  minLength: 1,
  maxLength: 25,
});

const history = fc.record({
  window: fc.constantFrom(...WINDOWS),
  // Whoever is analysed has a conversation that is known.
  begin: fc.tuple(...CONVERSATIONS.map(() => anEvent("conversation.started"))),
  batches: fc.array(fc.record({ events: someEvents, isRolledUp: fc.boolean() }), {
    minLength: 1,
    maxLength: 5,
  }),
  questions: fc.array(
    fc.record({
      from: fc.integer({ min: -1_440, max: DAYS * 1_440 }),
      lasts: fc.integer({ min: 1, max: (DAYS + 2) * 1_440 }),
      isOdd: fc.boolean(),
      unit: fc.constantFrom(...UNITS),
      zone: fc.constantFrom(...ZONES),
    }),
    { minLength: 2, maxLength: 4 },
  ),
});

describe("what is counted over the log", () => {
  test("is what the definitions say in every unit and zone, whatever is rolled up and comes late", async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ window, begin, batches, questions }) => {
        const assistant = await stack.newAssistant(account);
        const start = Date.parse(window);
        const seen = new Set<string>();
        const once = (events: LogEvent[]) =>
          events.filter(({ id, at }) => !seen.has(at) && !seen.has(id) && seen.add(at) && seen.add(id));
        const first = once(
          begin.map((told, millisecond) => ({
            ...eventOf({ ...told, millisecond }, start),
            conversation_id: CONVERSATIONS[millisecond],
          })),
        );
        await report(assistant, first);
        const events = [...first];
        for (const batch of batches) {
          const own = once(batch.events.map((told) => eventOf(told, start)));
          if (own.length > 0) {
            await report(assistant, own);
          }
          events.push(...own);
          if (batch.isRolledUp) {
            await rollUp();
          }
        }
        const reference = referenceFacts(events);
        for (const { from, lasts, isOdd, unit, zone } of questions) {
          const whole = (minute: number) => (isOdd ? minute : Math.round(minute / 1_440) * 1_440);
          const instant = (minute: number) => new Date(start + whole(minute) * MINUTE).toISOString();
          const asked = { starts: instant(from), ends: instant(from + lasts + 1_440), unit, zone };
          const utc = { ...asked, zone: "UTC" };
          const inUtc = { ...utc, starts: `${bucketOf(asked.starts, utc)}:00:00.000Z` };
          expect(await counted(assistant, asked, inUtc)).toEqual(expected(reference, asked, inUtc));
        }
      }),
      { numRuns: 40, endOnFailure: true },
    );
  }, 120_000);
});
