import { answering, type Handler, json } from "../http/respond.ts";
import { note } from "../trace.ts";
import { rollUp } from "./roll-up.ts";

/** Milliseconds for one run. Netlify ends it after 30,000: the call that begins last has the rest. */
export const RUN_BUDGET = 20_000;

/**
 * What a schedule runs: rolls up what is due within `RUN_BUDGET`, leaves the rest to the next run, and
 * logs what it did. A failure is logged and answered as that of any endpoint.
 */
export function scheduledRollUp(): Handler {
  return answering(async () => {
    const result = await rollUp({ budget: RUN_BUDGET });
    note(result);
    return json(200, result);
  });
}
