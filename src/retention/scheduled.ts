import { z } from "zod";
import { clock } from "../clock.ts";
import { call } from "../database/client.ts";
import { answering, type Handler, json } from "../http/respond.ts";
import { note } from "../trace.ts";

/** Seconds of work in one call to the database, each of which commits. */
const CALL_SECONDS = 0.5;

/** Milliseconds for one run, after which no further call begins. Netlify ends it after 30,000. */
const RUN_BUDGET = 20_000;

const answer = z.object({ sealed: z.int(), forgotten: z.int(), pending: z.boolean() });

/**
 * What a schedule runs: deletes, call by call, what is older than its account keeps it, until nothing is left or
 * `RUN_BUDGET` is used, and logs what it did. What is left is for the next run.
 */
export function scheduledForgetting(): Handler {
  return answering(async () => {
    const start = clock.now();
    const [sum, elapsed] = [
      { sealed: 0, forgotten: 0, pending: true },
      () => clock.now().getTime() - start.getTime(),
    ];
    while (sum.pending && elapsed() < RUN_BUDGET) {
      const done = answer.parse(await call("forget_old", { at: start.toISOString(), seconds: CALL_SECONDS }));
      sum.sealed += done.sealed;
      sum.forgotten += done.forgotten;
      sum.pending = done.pending;
    }
    note(sum);
    return json(200, sum);
  });
}
