import { answering, type Handler, json } from "../http/respond.ts";
import { note } from "../trace.ts";
import { drain } from "./drain.ts";

/** Milliseconds for one run. Netlify ends it after 30,000: what begins last has the rest. */
const RUN_BUDGET = 15_000;

/**
 * What a schedule runs: records what was spilled within `RUN_BUDGET`, leaves the rest to the next run, and
 * logs what it did. A failure is logged and answered as that of any endpoint.
 */
export function scheduledDrain(): Handler {
  return answering(async () => {
    const result = await drain(RUN_BUDGET);
    note(result);
    return json(200, result);
  });
}
