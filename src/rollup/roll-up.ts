import { z } from "zod";
import { clock } from "../clock.ts";
import { call } from "../database/client.ts";

/** Seconds of work in one call to the database: it is one transaction, whose work is lost where it is broken off. */
const CALL_SECONDS = 1;

/** Milliseconds that a call may take: it rolls up at least one period, however large. */
const CALL_PATIENCE = 25_000;

/** Calls in a row that rolled up nothing of what is due: other runs are at it, or events that arrive for it. */
const MOST_IDLE_CALLS = 2;

const answer = z.object({ rolled: z.int(), pending: z.boolean() });

/** How many periods were rolled up, and whether some are left that could be. */
export type RolledUp = z.infer<typeof answer>;

/**
 * Rolls up the periods that are due as of now, call by call, until none is left, the budget is used, or
 * only those are left that others are at. Each call commits, so that whatever ends a run, the next
 * one goes on from there; at least one call is made.
 *
 * @param options.budget milliseconds after which no further call begins; without end if absent
 * @param options.seconds of work in one call, each of which rolls up at least one period
 * @param options.onProgress is told after each call how many periods have been rolled up so far
 * @throws DatabaseError where a call fails; what was rolled up before stays
 */
export async function rollUp(
  options: { budget?: number; seconds?: number; onProgress?: (rolled: number) => void } = {},
): Promise<RolledUp> {
  const { budget = Number.POSITIVE_INFINITY, seconds = CALL_SECONDS, onProgress } = options;
  const start = clock.now();
  const parameters = { at: start.toISOString(), seconds };
  let rolled = 0;
  let idleCalls = 0;
  for (;;) {
    const result = answer.parse(await call("roll_up", parameters, CALL_PATIENCE));
    rolled += result.rolled;
    idleCalls = result.rolled === 0 ? idleCalls + 1 : 0;
    onProgress?.(rolled);
    const elapsed = clock.now().getTime() - start.getTime();
    if (!result.pending || idleCalls === MOST_IDLE_CALLS || elapsed >= budget) {
      return { rolled, pending: result.pending };
    }
  }
}
