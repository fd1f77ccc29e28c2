import { conversing } from "./conversing.ts";

type Parameters = Record<string, string>;

/**
 * For the tests of one report about conversations: what `conversing` gives, and ways to ask for the report
 * of the test's assistant, of `range` unless the question says otherwise.
 */
export function conversationReport(report: string, range: Parameters) {
  const path = `/api/v1/analytics/${report}`;
  const log = conversing(path);
  const get = (more: Parameters = {}) => log.get({ assistant_id: log.assistantId(), ...range, ...more });
  const ask = async (more: Parameters = {}) => (await get(more)).body;
  return { ...log, path, get, ask };
}
