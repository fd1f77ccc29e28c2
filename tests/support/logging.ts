import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { clock } from "../../src/clock.ts";
import { type Account, type Answer, randomAddress, type Stack, startStack } from "./stack.ts";

export const EVENTS = "/api/v1/events";

/** The time at which every test of the log happens, in milliseconds. */
const NOW = Date.parse("2026-11-20T10:00:00.000Z");

export type LogEvent = Record<string, unknown> & { id: string; type: string; at: string };

/** An instant so many seconds after ten o'clock. */
export const at = (seconds: number) => new Date(NOW - 3_600_000 + seconds * 1_000).toISOString();

/** A time as the database writes it in the form of `at`; anything else as it is. */
const asSent = (value: unknown) =>
  typeof value === "string" && /^\d{4}-\d\d-\d\d .*\+00$/.test(value) ? new Date(value).toISOString() : value;

/** An event of a type with the fields that it must have, unless `more` says otherwise. */
export function logged(type: string, more: Record<string, unknown> = {}): LogEvent {
  return { id: randomUUID(), type, at: at(0), ...more };
}

/** A message of a customer. */
export const message = (more: Record<string, unknown> = {}) =>
  logged("message", { conversation_id: "c1", sender: "CUSTOMER", ...more });

/** One event of each type that there is, all of one conversation. */
export const oneOfEach = (): LogEvent[] => [
  logged("conversation.started", { conversation_id: "c1", user: "u1", channel: "WebChat" }),
  logged("conversation.updated", { conversation_id: "c1", topic: "orders" }),
  logged("conversation.ended", { conversation_id: "c1" }),
  logged("conversation.analyzed", { conversation_id: "c1", mood: "happy" }),
  message({ text: "Hello" }),
  logged("call", { direction: "inbound", duration_seconds: 90 }),
  logged("label.applied", { conversation_id: "c1", label: "sales" }),
  logged("intervention.requested", { intervention_id: "i1", agent: "Ann" }),
  logged("intervention.accepted", { intervention_id: "i1" }),
  logged("intervention.ended", { intervention_id: "i1", outcome: "solved" }),
  logged("reaction", { reaction: "like", response: "greeting" }),
  logged("link.clicked", { url: "https://acme.com/shoe" }),
  logged("purchase", { order_number: "1", value: 10, currency: "EUR" }),
  logged("bot.event", { name: "handover" }),
  logged("visitor.seen", { user_token: "token_of_1" }),
  logged("popup.displayed", { user_token: "token_of_1", popup_version: "v1" }),
  logged("popup.opened", { user_token: "token_of_1", popup_version: "v1" }),
  logged("widget.opened", { user_token: "token_of_1" }),
];

type Sending = { key?: string; headers?: Record<string, string>; method?: string; ip?: string };

/**
 * For the tests of one file: a stack, for each test a new account with one assistant and a key that may
 * report, a clock that stands, and ways to report events and to see what was written down.
 */
export function logging() {
  let stack: Stack;
  let account: Account;
  let assistantId: string;
  let key: string;
  const now = clock.now;
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack.stop());
  beforeEach(async () => {
    clock.now = () => new Date(NOW);
    account = await stack.newAccount();
    assistantId = await stack.newAssistant(account);
    key = await stack.newKey(account, { scopes: ["events:write"] });
  });
  afterEach(() => {
    clock.now = now;
  });

  const post = (body: string | Uint8Array<ArrayBuffer>, sending: Sending = {}): Promise<Answer> =>
    stack.request(EVENTS, {
      method: "POST",
      key,
      ip: randomAddress(),
      ...sending,
      headers: { "content-type": "application/json", ...sending.headers },
      body,
    });
  const report = (events: unknown[], sending: Sending = {}): Promise<Answer> =>
    post(JSON.stringify(events), sending);

  /** The rows that a query finds, of which `$1` is the key of the test's assistant; times as in `at`. */
  const rows = async (query: string): Promise<Record<string, unknown>[]> => {
    const [found] = await stack.execute("select key from public.assistants where id = $1", [assistantId]);
    const rows = await stack.execute(query.replaceAll("$1", String(found?.["key"])));
    return rows.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, value]) => [name, asSent(value)])),
    );
  };
  const count = async (table: string): Promise<number> =>
    (await rows(`select from analytics.${table} where assistant_key = $1`)).length;

  return {
    stack: () => stack,
    account: () => account,
    assistantId: () => assistantId,
    key: () => key,
    post,
    report,
    rows,
    count,
  };
}
