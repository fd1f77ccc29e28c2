import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type LogEvent, logged } from "../support/logging.ts";
import { referenceLog } from "../support/reference-log.ts";
import { type Account, type Stack, startStack } from "../support/stack.ts";

const HOUR = 3_600_000;

/** Around both changes of the clocks of Berlin, and one of those of New York and of Sydney. */
const WINDOWS = ["2026-03-26", "2026-10-22", "2026-10-30", "2026-10-01"];
const DAYS = 7;

const ZONES = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Australia/Sydney",
  "Asia/Kathmandu",
  "Pacific/Apia",
];

let stack: Stack;
let account: Account;
beforeAll(async () => {
  stack = await startStack();
  account = await stack.newAccount();
});
afterAll(() => stack.stop());

const localDate = (at: string, zone: string) =>
  new Intl.DateTimeFormat("en-CA", { timeZone: zone, dateStyle: "short" }).format(new Date(at));

const plusDays = (date: string, days: number) =>
  new Date(Date.parse(date) + days * 24 * HOUR).toISOString().slice(0, 10);

type Row = Record<string, unknown>;
type Question = { zone: string; first: string; days: number };

const dates = ({ first, days }: Question) => Array.from({ length: days }, (_, day) => plusDays(first, day));

/** By the definitions, from events that each came once. */
function reference(events: LogEvent[], asked: Question) {
  const within = (at: string) => dates(asked).includes(localDate(at, asked.zone));
  const { conversations } = referenceLog(events);
  const started = conversations.filter((one) => within(String(one["started_at"])));
  const messages = events.filter(({ type, at }) => type === "message" && within(at));
  const sender = (message: LogEvent) => {
    const conversation = conversations.find((one) => one["conversation_id"] === message["conversation_id"]);
    const known = message["user"] ?? conversation?.["user"];
    return known === null || known === undefined
      ? `stranger of ${message["conversation_id"]}`
      : `user ${known}`;
  };
  const byDay = (times: string[]) =>
    dates(asked).map((date) => ({
      date,
      count: times.filter((at) => localDate(at, asked.zone) === date).length,
    }));
  return {
    totals: {
      conversations: started.length,
      completed: started.filter((one) => one["status"] !== "open" || one["reached_terminal"] === true).length,
      messages: messages.length,
      people: new Set(messages.filter((one) => one["sender"] === "CUSTOMER").map(sender)).size,
    },
    conversations: byDay(started.map((one) => String(one["started_at"]))),
    messages: byDay(messages.map(({ at }) => at)),
  };
}

async function ask(assistant: string, asked: Question): Promise<Row> {
  const [row] = await stack.execute(
    `select
       (select row_to_json(totals) from analytics.conversation_totals(array[key], starts, ends) as totals) as totals,
       analytics.report_conversation_series(array[key], starts, ends, 'day', zone) as conversations,
       analytics.report_message_series(array[key], starts, ends, 'day', zone) as messages
     from public.assistants,
       (select $2::text as zone, $3::text::date as first, $4::text::integer as days) as asked,
       lateral (select first::timestamp at time zone zone as starts, (first + days)::timestamp at time zone zone as ends) as range
     where id = $1`,
    [assistant, asked.zone, asked.first, String(asked.days)],
  );
  return row ?? {};
}

const happened = fc.record({
  type: fc.constantFrom("conversation.started", "conversation.updated", "conversation.ended", "message"),
  conversation: fc.integer({ min: 1, max: 5 }),
  quarter: fc.integer({ min: 0, max: DAYS * 96 }),
  user: fc.option(fc.constantFrom("ann", "bob"), { nil: undefined }),
  isBot: fc.boolean(),
  isTerminal: fc.boolean(),
});

const history = fc.record({
  window: fc.constantFrom(...WINDOWS),
  happened: fc.array(happened, { minLength: 1, maxLength: 40 }),
  zone: fc.constantFrom(...ZONES),
  day: fc.integer({ min: 0, max: DAYS - 1 }),
  days: fc.integer({ min: 1, max: DAYS }),
});

describe("what is counted of conversations", () => {
  test("is what the definitions say, on each local day and in all, whatever the clocks do", async () => {
    await fc.assert(
      fc.asyncProperty(history, async ({ window, happened, zone, day, days }) => {
        const assistant = await stack.newAssistant(account);
        const key = await stack.newKey(account, { scopes: ["events:write"] });
        const events = happened.map(({ type, conversation, quarter, user, isBot, isTerminal }, place) =>
          logged(type, {
            id: randomUUID(),
            // No two at one time: then there is no question which of them is the latest.
            at: new Date(Date.parse(window) + (quarter * HOUR) / 4 + place).toISOString(),
            conversation_id: `c${conversation}`,
            ...(user !== undefined && { user }),
            ...(type === "message" && { sender: isBot ? "BOT" : "CUSTOMER" }),
            ...(type === "conversation.updated" && isTerminal && { is_terminal: true }),
          }),
        );
        const reported = await stack.request("/api/v1/events", {
          method: "POST",
          key,
          body: JSON.stringify(events.map((event) => ({ ...event, assistant_id: assistant }))),
        });
        expect(reported.body).toEqual({ accepted: events.length, duplicates: 0, refused: [] });
        const asked = { zone, first: plusDays(window, day - 1), days };
        const expected = reference(events, asked);
        expect(await ask(assistant, asked)).toEqual(expected);
        const sum = (series: { count: number }[]) => series.reduce((total, { count }) => total + count, 0);
        expect([sum(expected.conversations), sum(expected.messages)]).toEqual([
          expected.totals.conversations,
          expected.totals.messages,
        ]);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
