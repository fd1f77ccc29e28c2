import { beforeEach } from "vitest";
import { type LogEvent, logged, logging } from "./logging.ts";
import type { Answer } from "./stack.ts";

/** Events that one call may report. */
const MOST = 1_000;

/**
 * For the tests of one endpoint about conversations: what `logging` gives, reports of any length, and
 * ways to ask at a path, in which `:chatbot_id` stands for the test's assistant.
 */
export function conversing(path: string) {
  const log = logging();
  let key: string;
  beforeEach(async () => {
    key = await log.stack().newKey(log.account());
  });

  const reportAll = async (events: LogEvent[]): Promise<void> => {
    for (let first = 0; first < events.length; first += MOST) {
      const some = events.slice(first, first + MOST);
      const { status, body } = await log.report(some);
      if (status !== 200 || body.accepted !== some.length) {
        throw new Error(`Not all were accepted: ${JSON.stringify(body)}`);
      }
    }
  };
  /** Asks, of another assistant or at the neighbour of the path where that is named. */
  const get = (
    parameters: Record<string, string> = {},
    assistantId = log.assistantId(),
    neighbour?: string,
  ): Promise<Answer> => {
    const asked = neighbour === undefined ? path : path.replace(/[^/]+$/, neighbour);
    return log.stack().get(asked.replace(":chatbot_id", assistantId), parameters, key);
  };
  const ask = async (parameters: Record<string, string> = {}) => (await get(parameters)).body;

  return { ...log, reportAll, get, ask };
}

/** A conversation that starts at `at`. */
export const started = (id: string, at: string, more: Record<string, unknown> = {}): LogEvent =>
  logged("conversation.started", { conversation_id: id, at, ...more });

/** A message in a conversation at `at`, by a customer unless `more` says otherwise. */
export const said = (id: string, at: string, more: Record<string, unknown> = {}): LogEvent =>
  logged("message", { conversation_id: id, sender: "CUSTOMER", at, ...more });

/** Noon of a day in UTC, and a number of seconds later. */
export const noon = (day: string, seconds = 0): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + seconds * 1_000).toISOString();
