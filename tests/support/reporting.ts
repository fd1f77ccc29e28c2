import { afterAll, beforeAll, beforeEach } from "vitest";
import { batch, type SeedEvent } from "./seed.ts";
import { type Account, type Answer, type Stack, startStack } from "./stack.ts";

/** Every report about one assistant, as its path names it. */
export const REPORTS = [
  "overview",
  "funnel",
  "entry-pages",
  "exit-pages",
  "pageviews",
  "sessions",
  "traffic-sources",
  "pages",
  "widget-events",
  "geography",
  "devices",
];

/** Those about its conversations. */
export const CONVERSATION_REPORTS = [
  "conversations",
  "channels",
  "conversation-hours",
  "handovers",
  "labels",
  "conversation-outcomes",
  "popups",
  "purchases",
];

type Parameters = Record<string, string>;

/** For the tests of one file: a stack, which the function returned gives once they run. */
export function running(): () => Stack {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack.stop());
  return () => stack;
}

/**
 * For the tests of one report: a stack with an account, for each test a new assistant of it and a new
 * key, and ways to record visits and to ask for the report, of `range` unless the question says otherwise.
 */
export function reporting(report: string, range: Parameters = {}) {
  const path = `/api/v1/analytics/${report}`;
  const stack = running();
  let account: Account;
  let assistantId: string;
  let key: string;
  // One account for all: a report that took in its other assistants would show their tests' visits.
  beforeAll(async () => {
    account = await stack().newAccount();
  });
  beforeEach(async () => {
    assistantId = await stack().newAssistant(account);
    key = await stack().newKey(account);
  });

  const record = (who: string, events: SeedEvent[], client: Record<string, unknown> = {}) =>
    stack().record(batch(assistantId, who, events, client));
  const get = (parameters: Parameters = {}): Promise<Answer> =>
    stack().get(path, { assistant_id: assistantId, ...range, ...parameters }, key);
  const ask = async (parameters: Parameters = {}) => (await get(parameters)).body;

  return { path, stack, record, get, ask };
}
