import { DatabaseError } from "../database/error.ts";
import { unavailable } from "../http/errors.ts";
import { currentTrace } from "../trace.ts";
import { keep, type Spilled } from "./store.ts";

/** Batches of one caller that this instance takes in a minute, since the database counts none meanwhile. */
const MOST_A_MINUTE = 300;

let window = { minute: 0, counts: new Map<string, number>() };

function isWithinLimit(caller: string, at: Date): boolean {
  const minute = Math.floor(at.getTime() / 60_000);
  if (window.minute !== minute) {
    window = { minute, counts: new Map() };
  }
  const count = (window.counts.get(caller) ?? 0) + 1;
  window.counts.set(caller, count);
  return count <= MOST_A_MINUTE;
}

type Entry = Spilled extends infer Kind ? (Kind extends unknown ? Omit<Kind, "attempts"> : never) : never;

/**
 * Keeps what could not be recorded until it can be. Once this resolves, it may be acknowledged.
 *
 * @param error why it could not be recorded
 * @param caller the hash of the caller's address
 * @throws Error `error` itself where what was sent is at fault; UNAVAILABLE where it can't be kept, so that
 *   the sender still has it
 */
export async function spill(error: unknown, entry: Entry, caller: string): Promise<void> {
  if (!(error instanceof DatabaseError) || error.isUnfit) {
    throw error;
  }
  const trace = currentTrace();
  trace.failure = error;
  if (!isWithinLimit(caller, new Date(entry.arrived_at))) {
    throw unavailable();
  }
  try {
    await keep({ ...entry, attempts: 0 });
  } catch (problem) {
    trace.failure = problem;
    throw unavailable();
  }
}
