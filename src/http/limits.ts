import { clock } from "../clock.ts";
import type { Rate } from "./rate.ts";

/** The most that is remembered of each sort; beyond, what was remembered first gives way. */
const MOST = 10_000;

/** So long nothing is asked of who is over a limit; a limit of a day is asked for again each minute. */
const LONGEST = 60_000;

type Refusal = { rate: Rate; until: number };

/** What this instance of a function knows: who was over a limit, and which credentials were good. */
const refusals = new Map<string, Refusal>();
const admitted = new Map<string, true>();

function keep<Value>(memory: Map<string, Value>, name: string, value: Value): void {
  memory.delete(name);
  memory.set(name, value);
  const [first] = memory.keys();
  if (memory.size > MOST && first !== undefined) {
    memory.delete(first);
  }
}

/** The limit that the database has told is reached by a subject and that has not begun anew; undefined where there is none. */
export function reachedLimit(subject: string): Rate | undefined {
  const refusal = refusals.get(subject);
  if (refusal !== undefined && refusal.until <= clock.now().getTime()) {
    refusals.delete(subject);
    return undefined;
  }
  return refusal?.rate;
}

/** Remembers that a subject has reached a limit, until that begins anew, at most a minute. */
export function rememberLimit(subject: string, rate: Rate): void {
  keep(refusals, subject, { rate, until: Math.min(rate.reset * 1_000, clock.now().getTime() + LONGEST) });
}

/** Who asks with a credential: the SHA-256 of that, and the hash of the address. */
export type Asker = { keyHash: string; ipHash: string };

/**
 * The limit that is known to refuse whoever asks, so that the database need not be asked: that of the credential
 * or, unless it is known to be good, that of the address, from which too many wrong ones came.
 */
export const reachedBy = ({ keyHash, ipHash }: Asker): Rate | undefined =>
  reachedLimit(`key:${keyHash}`) ?? (admitted.has(keyHash) ? undefined : reachedLimit(`ip:${ipHash}`));

/** Remembers what the database has answered to a credential: a limit that is reached, and whose; else whether it is good. */
export function noteAnswer(
  { keyHash, ipHash }: Asker,
  { status, rate, reason }: { status: number; rate: Rate; reason?: string | null | undefined },
): void {
  switch (status) {
    case 429:
      rememberLimit(reason === "address" ? `ip:${ipHash}` : `key:${keyHash}`, rate);
      break;
    case 401:
      admitted.delete(keyHash);
      break;
    default:
      keep(admitted, keyHash, true);
  }
}
