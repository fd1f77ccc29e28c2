import { randomUUID } from "node:crypto";
import fc from "fast-check";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sha256Hex } from "../../src/auth/hashing.ts";
import { readLog } from "../../src/ingest/log-batch.ts";
import { at, type LogEvent, logged, message } from "../support/logging.ts";
import { referenceLog } from "../support/reference-log.ts";
import { times } from "../support/seed.ts";
import { type Account, type Stack, startStack } from "../support/stack.ts";

const WRITERS = 12;

let stack: Stack;
let sql: postgres.Sql;
let account: Account;
let keys: string[];
beforeAll(async () => {
  stack = await startStack();
  sql = postgres(stack.database, { max: WRITERS });
  account = await stack.newAccount();
  keys = await Promise.all(times(WRITERS, () => stack.newKey(account, { scopes: ["events:write"] })));
});
afterAll(async () => {
  await sql.end();
  await stack.stop();
});

let calls = 0;

/** Reports events as the endpoint does, each call in a minute of its own: no limit is tested here. */
async function report(
  assistant_id: string,
  events: LogEvent[],
  writer = 0,
): Promise<Record<string, unknown>> {
  const log = readLog(
    JSON.stringify(events.map((event) => ({ ...event, assistant_id }))),
    "application/json",
  );
  expect(log.refused).toEqual([]);
  const minute = new Date(Date.UTC(2026, 10, 20, 10, calls++)).toISOString();
  const [row] = await sql`select public.log_events(
    ${sha256Hex(keys[writer] ?? "")}, ${JSON.stringify(log.events)}::text::jsonb, 'x', ${minute}::text::timestamptz
  ) as answer`;
  return row?.["answer"].body;
}

/** What is in the log of an assistant, in words. */
async function recorded(assistant: string) {
  const text = (time: string) =>
    `to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${time}`;
  const word = (key: string) =>
    `(select term from analytics.terms where assistant_key = assistants.key and term_key = row.${key}_key) as ${key}`;
  const person = (key: string, name: string) =>
    `(select person_id from analytics.people where assistant_key = assistants.key and person_key = row.${key}) as ${name}`;
  const select = (columns: string[], from: string) =>
    stack.execute(
      `select ${columns.join(", ")} from ${from} join public.assistants on assistants.key = row.assistant_key
       where assistants.id = $1 order by 1`,
      [assistant],
    );
  return {
    conversations: await select(
      [
        "conversation_id",
        ...["started_at", "first_activity_at", "last_activity_at", "ended_at"].map(text),
        person("person_key", '"user"'),
        person("token_key", "user_token"),
        ...["channel", "language", "topic", "state", "rating", "country"].map(word),
        ...["handling_status", "opened_by", "status", "reached_terminal", "is_answered"],
        `(select count(*)::integer from analytics.messages
          where assistant_key = assistants.key and conversation_key = row.conversation_key) as messages`,
      ],
      "analytics.conversations as row",
    ),
    interventions: await select(
      [
        "intervention_id",
        `(select conversation_id from analytics.conversations
          where assistant_key = assistants.key and conversation_key = row.conversation_key) as conversation_id`,
        ...["requested_at", "accepted_at", "ended_at"].map(text),
        ...["agent", "topic", "outcome", "channel"].map(word),
      ],
      "analytics.interventions as row",
    ),
    orders: await select(
      ["order_number", "value::float8 as value", "currency"],
      `(select distinct on (assistant_key, order_number) * from analytics.purchases
        order by assistant_key, order_number, purchased_at, event_id) as row`,
    ),
  };
}

const maybe = <Value>(...values: Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

/** Few seconds, so that many events are of one time and their ids decide. */
const anEvent = fc
  .record({
    id: fc.uuid(),
    second: fc.integer({ min: 0, max: 9 }),
    type: fc.constantFrom(
      "conversation.started",
      "conversation.updated",
      "conversation.updated",
      "conversation.ended",
      "message",
      "label.applied",
      "intervention.requested",
      "intervention.accepted",
      "intervention.ended",
      "purchase",
    ),
    conversation_id: fc.constantFrom("c1", "c2", "c3"),
    number: fc.constantFrom("1", "2"),
    said: fc.record({
      user: maybe("u1", "u2"),
      user_token: maybe("token_of_1", "token_of_2"),
      channel: maybe("WebChat", "Messenger"),
      language: maybe("de", "en"),
      rating: maybe("4", "5"),
      topic: maybe("orders", "sales"),
      state: maybe("greeting", "paid"),
      is_terminal: maybe(true, false),
      country: maybe("GB", "US"),
      status: maybe("open", "archived"),
      handling_status: maybe("RESOLVED", "PENDING"),
      opened_by: maybe("popup", "chat_button"),
    }),
    agent: maybe("Ann", "Ben"),
    outcome: maybe("solved", "lost"),
    value: fc.integer({ min: 1, max: 9 }),
  })
  .map(({ id, second, type, conversation_id, number, said, agent, outcome, value }): LogEvent => {
    const fields = (): Record<string, unknown> => {
      switch (type) {
        case "message":
          return { conversation_id, sender: value > 6 ? "BOT" : "CUSTOMER" };
        case "label.applied":
          return { conversation_id, label: "sales" };
        case "purchase":
          return { order_number: number, value, currency: "EUR" };
        default:
          return type.startsWith("conversation.")
            ? { conversation_id, ...said }
            : { intervention_id: `i${number}`, agent, outcome, ...(value > 4 && { conversation_id }) };
      }
    };
    return JSON.parse(JSON.stringify(logged(type, { id, at: at(second), ...fields() })));
  });

describe("the log", () => {
  test("is the same in whatever order and however often events arrive, and that of the definition", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(anEvent, { minLength: 1, maxLength: 25, selector: ({ id }) => id }).chain((events) =>
          fc.record({
            events: fc.constant(events),
            order: fc.shuffledSubarray([...events, ...events], { minLength: events.length }),
            batchSize: fc.integer({ min: 1, max: 12 }),
          }),
        ),
        async ({ events, order, batchSize }) => {
          const assistant = await stack.newAssistant(account);
          const arriving = [...order, ...events];
          let accepted = 0;
          for (let next = 0; next < arriving.length; next += batchSize) {
            accepted += Number((await report(assistant, arriving.slice(next, next + batchSize)))["accepted"]);
          }
          expect(accepted).toBe(events.length);
          expect(await recorded(assistant)).toEqual(referenceLog(events));
        },
      ),
      { numRuns: 100 },
    );
  });

  test("refuses nobody who reports of the same conversations at once, and counts each event once", async () => {
    const assistants = [await stack.newAssistant(account), await stack.newAssistant(account)];
    const shared = times(60, (number) =>
      message({ conversation_id: `c${number % 15}`, user: `u${number % 7}` }),
    );
    const answers = await Promise.all(
      times(WRITERS, async (writer) => {
        const counts = { accepted: 0, duplicates: 0, refused: 0 };
        for (const round of times(4, Number)) {
          const own = times(30, (number) =>
            number % 3 === 0
              ? logged("intervention.requested", {
                  intervention_id: `i${number % 5}`,
                  agent: `Agent ${writer}`,
                })
              : logged("conversation.updated", {
                  conversation_id: `c${(number * 7 + writer) % 15}`,
                  topic: `topic ${round} ${number % 4}`,
                  user: `u${(number + writer) % 7}`,
                  at: at(number),
                }),
          );
          const events = writer % 2 === 0 ? [...shared, ...own] : [...own, ...shared].reverse();
          for (const assistant of writer % 2 === 0 ? assistants : [...assistants].reverse()) {
            const answer = await report(assistant, events, writer);
            counts.accepted += Number(answer["accepted"]);
            counts.duplicates += Number(answer["duplicates"]);
            counts.refused += (answer["refused"] as unknown[]).length;
          }
        }
        return counts;
      }),
    );
    const total = (name: "accepted" | "duplicates" | "refused") =>
      answers.reduce((sum, counts) => sum + counts[name], 0);
    const own = WRITERS * 4 * 30 * assistants.length;
    const sent = WRITERS * 4 * 90 * assistants.length;
    const accepted = own + shared.length * assistants.length;
    expect([total("accepted"), total("duplicates"), total("refused")]).toEqual([
      accepted,
      sent - accepted,
      0,
    ]);
    const [counted] = await sql`
      select count(*)::integer as events, (select count(*)::integer from analytics.messages) as messages
      from analytics.logged_events join public.assistants on key = assistant_key where id in ${sql(assistants)}`;
    expect(counted?.["events"]).toBe(accepted);
    expect((await recorded(assistants[0] ?? "")).conversations).toHaveLength(15);
  });

  test("refuses nobody, though all report the same new events in different orders at once", async () => {
    const assistant = await stack.newAssistant(account);
    for (const round of times(5, Number)) {
      const events = times(200, (number) =>
        message({
          conversation_id: `c${round} ${number}`,
          user: `u${round} ${number}`,
          topic: `t${round} ${number}`,
        }),
      );
      const answers = await Promise.all(
        times(WRITERS, (writer) =>
          report(assistant, writer % 2 === 0 ? events : [...events].reverse(), writer),
        ),
      );
      const accepted = answers.map((answer) => Number(answer["accepted"]));
      expect(accepted.reduce((sum, count) => sum + count, 0)).toBe(events.length);
    }
  });

  test("takes one call about assistants in opposite orders from many at once", async () => {
    const assistants = [await stack.newAssistant(account), await stack.newAssistant(account)];
    const answers = await Promise.all(
      times(WRITERS, async (writer) => {
        const order = writer % 2 === 0 ? assistants : [...assistants].reverse();
        const events = order.flatMap((assistant_id) => times(20, () => ({ ...message(), assistant_id })));
        const log = readLog(JSON.stringify(events), "");
        const [row] = await sql`select public.log_events(
          ${sha256Hex(keys[writer] ?? "")}, ${JSON.stringify(log.events)}::text::jsonb, 'x', '2026-11-21T10:00:00Z'
        ) as answer`;
        return row?.["answer"].body.accepted;
      }),
    );
    expect(answers).toEqual(Array(WRITERS).fill(40));
  });

  test("has nothing of an assistant that is deleted while events arrive", async () => {
    for (const round of times(4, Number)) {
      const assistant = await stack.newAssistant(account);
      const [{ key } = { key: 0 }] = await sql`select key from public.assistants where id = ${assistant}`;
      let isDeleted = false;
      const answers = times(WRITERS - 1, async (writer) => {
        let refused = 0;
        for (let step = 0; !isDeleted || step === 0; step++) {
          const events = times(5, (number) => message({ conversation_id: `c${number}`, topic: `t${step}` }));
          refused += ((await report(assistant, events, writer))["refused"] as unknown[]).length;
        }
        return refused;
      });
      await sql`select pg_sleep(${0.05 * round})`;
      await sql`delete from public.assistants where id = ${assistant}`;
      isDeleted = true;
      await Promise.all(answers);
      const left = await sql`
        select 'event' from analytics.logged_events where assistant_key = ${key}
        union all select 'message' from analytics.messages where assistant_key = ${key}
        union all select 'conversation' from analytics.conversations where assistant_key = ${key}
        union all select 'term' from analytics.terms where assistant_key = ${key}`;
      expect([...left]).toEqual([]);
    }
  });

  test("keeps apart equal ids of texts and of UUIDs in any spelling", async () => {
    const assistant = await stack.newAssistant(account);
    const id = randomUUID();
    const answer = await report(assistant, [
      message({ id }),
      message({ id: id.toUpperCase() }),
      message({ id: id.replaceAll("-", "") }),
      message({ id: `{${id}}` }),
    ]);
    expect(answer).toEqual({ accepted: 3, duplicates: 1, refused: [] });
  });
});
