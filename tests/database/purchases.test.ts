import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EVENTS, type LogEvent, logged } from "../support/logging.ts";
import { referencePurchases } from "../support/reference-purchases.ts";
import { times } from "../support/seed.ts";
import { type Account, type Stack, startStack } from "../support/stack.ts";

const HOUR = 3_600_000;

let stack: Stack;
let account: Account;
beforeAll(async () => {
  stack = await startStack();
  account = await stack.newAccount();
  await stack.execute(
    "insert into public.exchange_rates values ('GBP', '2026-03-10', 0.5), ('GBP', '2026-03-11', 2)",
  );
});
afterAll(() => stack.stop());

/** Halves and doubles, so that a sum of floating numbers is exact. */
function rateOf(currency: string, day: string): number | undefined {
  if (currency === "GBP") {
    return day < "2026-03-10" ? undefined : day < "2026-03-11" ? 0.5 : 2;
  }
  return currency === "EUR" ? 1 : undefined;
}

/** So many half hours after noon of the day before there is a rate of the pound. */
const at = (halfHours: number) =>
  new Date(Date.parse("2026-03-09T12:00Z") + (halfHours * HOUR) / 2).toISOString();
const LAST = 96;

const maybe = <Value>(...values: Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

const anEvent = fc
  .record({
    id: fc.uuid(),
    // Few times, so that many events are of one and their ids decide.
    at: fc.integer({ min: 0, max: LAST / 8 }).map((step) => at(step * 8)),
    type: fc.constantFrom(
      "conversation.started",
      "conversation.updated",
      "conversation.updated",
      "conversation.ended",
      "message",
      "label.applied",
      "visitor.seen",
      ...times(6, () => "purchase" as const),
    ),
    conversation_id: fc.constantFrom("c1", "c2"),
    user_token: fc.constantFrom("token_of_0", "token_of_1", "token_of_x"),
    mayHave: fc.record({
      conversation_id: maybe("c1", "c2"),
      user_token: maybe("token_of_0", "token_of_1", "token_of_x"),
      user: maybe("ann", "bob"),
    }),
    purchase: fc.record({
      order_number: fc.constantFrom(..."123456789"),
      value: fc.integer({ min: 0, max: 9 }),
      currency: fc.constantFrom("EUR", "GBP", "JPY"),
    }),
  })
  .map(({ id, at, type, conversation_id, user_token, mayHave, purchase }): LogEvent => {
    const { user, user_token: token } = mayHave;
    const fields = (): Record<string, unknown> => {
      switch (type) {
        case "purchase":
          return { ...purchase, ...mayHave };
        case "visitor.seen":
          return { user_token };
        case "message":
          return { conversation_id, sender: "CUSTOMER", user };
        case "label.applied":
          return { conversation_id, label: "sales" };
        default:
          return { conversation_id, user, user_token: token };
      }
    };
    return JSON.parse(JSON.stringify(logged(type, { id, at, ...fields() })));
  });
const history = fc.uniqueArray(anEvent, { minLength: 15, maxLength: 40, selector: ({ id }) => id });

async function report(assistant: string, key: string, events: LogEvent[]): Promise<number> {
  const body = JSON.stringify(events.map((event) => ({ ...event, assistant_id: assistant })));
  const answer = await stack.request(EVENTS, { method: "POST", key, body });
  expect([answer.status, answer.body.refused]).toEqual([200, []]);
  return answer.body.accepted;
}

async function ask(assistant: string, { starts, ends }: { starts: string; ends: string }): Promise<unknown> {
  const [row] = await stack.execute(
    `select analytics.report_purchases(array[key], $2::text::timestamptz, $3::text::timestamptz, true) as report
     from public.assistants where id = $1`,
    [assistant, starts, ends],
  );
  return row?.["report"];
}

const ranges = [
  { starts: at(0), ends: at(LAST + 1) },
  { starts: at(24), ends: at(LAST + 1) },
  { starts: at(40), ends: at(72) },
  { starts: at(41), ends: at(71) },
];

async function expectDefinition(assistant: string, events: LogEvent[]): Promise<void> {
  for (const range of ranges) {
    expect(await ask(assistant, range)).toEqual(referencePurchases(events, range, rateOf));
  }
}

const newKeys = (count: number) =>
  Promise.all(times(count, () => stack.newKey(account, { scopes: ["events:write"] })));

describe("what is reported of purchases", () => {
  test("is what the definition says, in whatever order and in how many calls events arrive", async () => {
    await fc.assert(
      fc.asyncProperty(
        history.chain((events) =>
          fc.record({
            events: fc.constant(events),
            order: fc.shuffledSubarray(events, { minLength: events.length }),
            batchSize: fc.integer({ min: 1, max: 12 }),
          }),
        ),
        async ({ events, order, batchSize }) => {
          const assistant = await stack.newAssistant(account);
          const [key = ""] = await newKeys(1);
          for (let next = 0; next < order.length; next += batchSize) {
            await report(assistant, key, order.slice(next, next + batchSize));
          }
          await expectDefinition(assistant, events);
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);

  test("is that also where chats and purchases of the same buyers and orders arrive at once", async () => {
    const keys = await newKeys(3);
    for (const round of times(6, Number)) {
      const assistant = await stack.newAssistant(account);
      const each = (make: (number: number) => LogEvent) => times(150, make);
      const talked = each((number) =>
        logged("conversation.started", {
          conversation_id: `c${number}`,
          user_token: `token_of_${number}`,
          at: at(60 + round),
        }),
      );
      // None of these names what another does, but for the orders.
      const earlier = each((number) =>
        logged("conversation.started", { conversation_id: `c${number}`, at: at(30) }),
      );
      const bought = (halfHours: number, name: string) =>
        each((number) =>
          logged("purchase", {
            user_token: `${name}_${number}`,
            order_number: `${number}`,
            value: 1,
            currency: "EUR",
            at: at(halfHours),
          }),
        );
      const purchases = bought(40, "token_of");
      const repeated = bought(41, "other_of");
      await report(assistant, keys[0] ?? "", talked);
      await Promise.all(
        [earlier, purchases, repeated].map((events, writer) => report(assistant, keys[writer] ?? "", events)),
      );
      await expectDefinition(assistant, [...talked, ...earlier, ...purchases, ...repeated]);
    }
  });
});
