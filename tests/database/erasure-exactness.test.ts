import { randomUUID } from "node:crypto";
import fc, { type Arbitrary } from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sha256Hex } from "../../src/auth/hashing.ts";
import { readLog } from "../../src/ingest/log-batch.ts";
import type { LogEvent } from "../support/logging.ts";
import { type Account, type Stack, startStack } from "../support/stack.ts";
import { withoutPerson } from "../support/without-person.ts";

const DAY = 86_400_000;
const FIRST = Date.parse("2026-03-01T00:00:00Z");
const PEOPLE = ["user_one", "user_two", "v_0000000000000001"];

let stack: Stack;
let sql: postgres.Sql;
let account: Account;
let key: string;
beforeAll(async () => {
  stack = await startStack();
  sql = postgres(stack.database, { max: 1 });
  account = await stack.newAccount();
  key = sha256Hex(await stack.newKey(account, { scopes: ["events:write"] }));
});
afterAll(async () => {
  await sql.end();
  await stack.stop();
});

let calls = 0;

/** Reports events, each call in a minute of its own: no limit is tested here. */
async function report(assistant_id: string, events: LogEvent[]): Promise<void> {
  if (events.length === 0) return;
  const log = readLog(
    JSON.stringify(events.map((event) => ({ ...event, assistant_id }))),
    "application/json",
  );
  expect(log.refused).toEqual([]);
  const minute = new Date(Date.UTC(2026, 10, 1, 10, calls++)).toISOString();
  await sql`select public.log_events(
    ${key}, ${JSON.stringify(log.events)}::text::jsonb, 'x', ${minute}::text::timestamptz
  )`;
}

const rollUp = () => sql`select public.roll_up(now(), 60)`;

/** All measures, presences, orders and conversations of an assistant, in all and by day. */
async function known(assistant: string): Promise<unknown> {
  const [row] = await sql`
    with asked as (
      select key, starts, starts + make_interval(days => days) as ends
      from public.assistants, generate_series('2026-03-01'::timestamptz, '2026-03-05', '1 day') as starts,
        unnest(array[1, 2, 6]) as days
      where id = ${assistant}
    )
    select
      (select jsonb_agg(distinct to_jsonb(total) || to_jsonb(asked) - 'key') from asked, analytics.log_totals(
        array[asked.key], enum_range(null::analytics.measure), starts, ends
      ) as total) as measures,
      (select jsonb_agg(distinct to_jsonb(total) || to_jsonb(asked) - 'key') from asked, analytics.presence_totals(
        array[asked.key], enum_range(null::analytics.presence), starts, ends
      ) as total) as presences,
      (select jsonb_agg(distinct to_jsonb(asked) - 'key' || jsonb_build_object(
        'purchases', analytics.report_purchases(array[asked.key], starts, ends, true),
        'insights', analytics.report_conversation_insights(array[asked.key], starts, ends)
      )) from asked) as reports,
      (select jsonb_agg(analytics.conversation_object(conversations)::jsonb order by conversation_id)
        from analytics.conversations join public.assistants on key = assistant_key where id = ${assistant}
      ) as conversations,
      (select jsonb_agg(entry::jsonb order by conversation_id, happened_at, entry ->> 'id', entry ->> 'type')
        from analytics.conversations join public.assistants on key = assistant_key and assistants.id = ${assistant},
          lateral analytics.conversation_entries(conversations)
      ) as entries`;
  return row;
}

const conversation_id = fc.constantFrom("c1", "c2", "c3");
const person = fc.option(fc.constantFrom(...PEOPLE), { freq: 2, nil: undefined });

/** The first day most often, and the instants around midnight. */
const at = fc
  .tuple(
    fc.integer({ min: 0, max: 4 }),
    fc.oneof(fc.constantFrom(0, 1, DAY - 1_000), fc.integer({ min: 0, max: DAY - 1 })),
  )
  .map(([day, time]) => new Date(FIRST + day * DAY + time).toISOString());

const of = (fields: Record<string, Arbitrary<unknown>>): Arbitrary<LogEvent> =>
  fc
    .record({ id: fc.constant(""), type: fc.constant(""), at, ...fields })
    .map((event) => JSON.parse(JSON.stringify(event)));

const type = (name: string) => fc.constant(name);
const event: Arbitrary<LogEvent> = fc.oneof(
  of({
    type: type("conversation.updated"),
    ...{ conversation_id, user: person, user_token: person, topic: fc.constantFrom("a", "b") },
  }),
  of({
    type: type("message"),
    conversation_id,
    user: person,
    sender: fc.constantFrom("CUSTOMER", "CUSTOMER", "BOT", "AGENT"),
    direction: fc.constantFrom("inbound", "outbound"),
  }),
  of({ type: type("message"), conversation_id, sender: type("CUSTOMER") }),
  of({
    type: type("call"),
    conversation_id: fc.option(conversation_id, { nil: undefined }),
    ...{ user: person, direction: type("inbound"), duration_seconds: fc.constantFrom(1, 90, 86_000) },
  }),
  of({ type: type("reaction"), conversation_id, user: person, reaction: fc.constantFrom("like", "dislike") }),
  of({
    type: type("link.clicked"),
    conversation_id: fc.option(conversation_id, { nil: undefined }),
    ...{ user: person, url: type("https://acme.com/"), product: fc.constantFrom("shoe", "hat") },
  }),
  of({ type: type("bot.event"), conversation_id, user: person, name: type("greeted") }),
  of({ type: type("label.applied"), conversation_id, label: fc.constantFrom("sales", "support") }),
  ...["c1", "c2"].map((id) =>
    of({
      type: fc.constantFrom("intervention.requested", "intervention.accepted"),
      ...{ intervention_id: type(`in ${id}`), conversation_id: type(id), agent: type("Ada") },
    }),
  ),
  of({
    type: type("purchase"),
    conversation_id: fc.option(conversation_id, { nil: undefined }),
    ...{ user: person, user_token: person, order_number: fc.constantFrom("1", "2", "3", "4") },
    ...{ value: fc.constantFrom(5, 10), currency: type("EUR") },
  }),
  of({
    type: fc.constantFrom("visitor.seen", "popup.displayed", "widget.opened"),
    user_token: fc.constantFrom(...PEOPLE),
  }),
);

/** The end of a hand-over, at an instant at which nothing else happens. */
const ended = (id: string) =>
  of({
    ...{ type: type("intervention.ended"), at: fc.constant("2026-03-04T12:34:56.789Z") },
    ...{ intervention_id: type(`in ${id}`), conversation_id: type(id), outcome: type("solved") },
  });

/** The starts of conversations, each told of once, and then whatever happened. */
const history = fc
  .tuple(
    fc.tuple(
      ...["c1", "c2", "c3"].map((id) =>
        of({
          ...{
            type: type("conversation.started"),
            conversation_id: type(id),
            user: person,
            user_token: person,
          },
        }),
      ),
    ),
    fc.subarray(["c1", "c2"]).chain((ids) => fc.tuple(...ids.map(ended))),
    fc.array(event, { minLength: 3, maxLength: 40, size: "max" }),
    fc.constantFrom(...PEOPLE),
    fc.nat(40),
  )
  .map(([starts, ends, events, who, rolledAfter]) => ({
    events: [...starts, ...events, ...ends].map((each) => ({ ...each, id: randomUUID() })),
    who,
    rolledAfter,
  }));

test("after an erasure everything is as if nothing of the person had ever been reported, rolled up or not", async () => {
  await fc.assert(
    fc.asyncProperty(history, async ({ events, who, rolledAfter }) => {
      const [assistant, other] = [await stack.newAssistant(account), await stack.newAssistant(account)];
      await report(assistant, events.slice(0, rolledAfter));
      await rollUp();
      await report(assistant, events.slice(rolledAfter));
      await sql`select analytics.erase_person(key, ${who}) from public.assistants where id = ${assistant}`;
      await report(other, withoutPerson(events, who));
      const expected = await known(other);
      expect(await known(assistant)).toEqual(expected);
      await rollUp();
      expect(await known(assistant)).toEqual(expected);
      const again = await sql`
        select analytics.erase_person(key, ${who}) -> 'erased' as erased from public.assistants where id = ${assistant}`;
      expect(new Set(Object.values(again[0]?.["erased"]))).toEqual(new Set([0]));
    }),
    { numRuns: 60, interruptAfterTimeLimit: 40_000 },
  );
}, 90_000);
