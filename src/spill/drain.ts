import { z } from "zod";
import { clock } from "../clock.ts";
import { call } from "../database/client.ts";
import { DatabaseError } from "../database/error.ts";
import { currentTrace } from "../trace.ts";
import { bury, clearDead, countAttempt, forget, type Spilled, waitingAt, waitingKeys } from "./store.ts";

/** Batches that are looked at together, before any later one is. */
const WINDOW = 32;

/** Visitors whose beacons are recorded at once. */
const LANES = 8;

/** Runs in which a batch may fail while the database takes others. */
const MOST_ATTEMPTS = 10;

/** How long what can never be recorded is kept for somebody to look at. */
const DEAD_DAYS = 30;

const DAY = 86_400_000;

/** What a run has done: how many batches it recorded and buried, and whether some are left. */
export type Drained = { replayed: number; buried: number; pending: boolean };

type Waiting = { key: string; entry: Spilled };

const answered = z.object({
  status: z.int(),
  host: z.string().optional(),
  body: z.object({ refused: z.array(z.object({ reason: z.string() })) }).optional(),
});

/** The run ends here: the database is away, or there is no time left. */
class Ends extends Error {}

/** What the database refuses of a batch, in words that are not about a visitor; undefined where it took all. */
function refusalOf({ status, host, body }: z.infer<typeof answered>): string | undefined {
  // Events of a host that is not the assistant's are taken: among those that are kept apart.
  const reasons = [
    ...(status < 300 || host !== undefined ? [] : [`status ${status}`]),
    ...(body?.refused ?? []).map(({ reason }) => reason),
  ];
  return reasons.length === 0 ? undefined : [...new Set(reasons)].join("; ").slice(0, 2_000);
}

/** Records a batch as it would have been when it arrived; its ids are the same, so that it counts once. */
async function record(entry: Spilled): Promise<string | undefined> {
  const answer =
    entry.kind === "beacon"
      ? await call("record_events", { batch: entry.batch })
      : await call("replay_events", {
          key_hash: entry.key_hash,
          events: entry.events,
          arrived_at: entry.arrived_at,
        });
  return refusalOf(answered.parse(answer));
}

/** Whether the database takes calls: this one, of an assistant that is not there, changes nothing. */
async function isThere(): Promise<boolean> {
  try {
    await call("record_events", { batch: { assistant_id: "none", events: [] } });
    return true;
  } catch {
    return false;
  }
}

/** @throws Ends, or the error of the batch, which fails though the database is there */
async function recordIfThere(entry: Spilled, isAgain = false): Promise<string | undefined> {
  try {
    return await record(entry);
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.isUnfit) {
      throw error;
    }
    if (!(await isThere())) {
      throw new Ends();
    }
    if (isAgain) {
      throw error;
    }
    return recordIfThere(entry, true);
  }
}

/** Moves a batch away, and reports it. */
async function report(key: string, entry: Spilled | string, reason: string): Promise<"buried"> {
  const now = clock.now();
  const dead_letter = await bury(key, entry, reason, now);
  const request_id = currentTrace().id;
  console.error(JSON.stringify({ time: now.toISOString(), level: "error", request_id, dead_letter, reason }));
  return "buried";
}

async function replay({ key, entry }: Waiting): Promise<"replayed" | "buried" | "kept"> {
  try {
    const refusal = await recordIfThere(entry);
    if (refusal !== undefined) {
      return report(key, entry, refusal);
    }
    await forget(key);
    return "replayed";
  } catch (error) {
    if (!(error instanceof DatabaseError)) {
      throw error;
    }
    if (error.isUnfit || entry.attempts + 1 >= MOST_ATTEMPTS) {
      return report(key, entry, `database: ${error.code}`);
    }
    await countAttempt(key, entry);
    return "kept";
  }
}

/**
 * The batches of a window in steps, one after the other, of lanes that go on side by side: beacons of
 * different visitors have nothing to do with each other; what platforms report may be about anybody's.
 */
function stepsOf(waiting: Waiting[]): Waiting[][][] {
  const steps: Map<string, Waiting[]>[] = [];
  let kind: Spilled["kind"] | undefined;
  for (const item of waiting) {
    const { entry } = item;
    if (entry.kind === "log" || kind !== "beacon") {
      steps.push(new Map());
    }
    kind = entry.kind;
    const lane = entry.kind === "log" ? "" : `${entry.batch.assistant_id} ${entry.batch.visitor}`;
    const step = steps.at(-1);
    step?.set(lane, [...(step.get(lane) ?? []), item]);
  }
  return steps.map((step) => [...step.values()]);
}

/** Works through lanes, `LANES` at a time; after a failure no further batch is begun. */
async function together(lanes: Waiting[][], work: (item: Waiting) => Promise<void>): Promise<void> {
  const left = [...lanes];
  let hasFailed = false;
  const worker = async () => {
    for (let lane = left.shift(); lane !== undefined; lane = left.shift()) {
      for (const item of lane) {
        if (hasFailed) {
          return;
        }
        await work(item).catch((error: unknown) => {
          hasFailed = true;
          throw error;
        });
      }
    }
  };
  const results = await Promise.allSettled(Array.from({ length: LANES }, worker));
  const failed = results.find((result) => result.status === "rejected");
  if (failed !== undefined) {
    throw failed.reason;
  }
}

/** Those of a window that are still there; what can't be read is buried. */
async function look(keys: string[]): Promise<{ waiting: Waiting[]; buried: number }> {
  const found = await Promise.all(keys.map(async (key) => ({ key, found: await waitingAt(key) })));
  const waiting: Waiting[] = [];
  let buried = 0;
  for (const { key, found: at } of found) {
    if (at !== undefined && "entry" in at) {
      waiting.push({ key, entry: at.entry });
    } else if (at !== undefined) {
      await report(key, at.unreadable, "unreadable");
      buried += 1;
    }
  }
  return { waiting, buried };
}

/**
 * Records what waits for the database, in the order of arrival, until nothing is left, the budget is used,
 * or the database is away. Each batch is deleted once it is recorded, so that whatever ends a run, the next
 * one goes on from there; several runs at once do no harm.
 *
 * @param budget milliseconds after which nothing further begins
 * @throws Error where the store fails; what was recorded before stays
 */
export async function drain(budget = Number.POSITIVE_INFINITY): Promise<Drained> {
  const start = clock.now().getTime();
  const done = { replayed: 0, buried: 0, kept: 0 };
  const isOver = () => clock.now().getTime() - start >= budget;
  const work = async (item: Waiting) => {
    if (isOver()) {
      throw new Ends();
    }
    done[await replay(item)] += 1;
  };
  try {
    for await (const keys of waitingKeys()) {
      for (let place = 0; place < keys.length; place += WINDOW) {
        const { waiting, buried } = await look(keys.slice(place, place + WINDOW));
        done.buried += buried;
        for (const step of stepsOf(waiting)) {
          await together(step, work);
        }
      }
    }
  } catch (error) {
    if (!(error instanceof Ends)) {
      throw error;
    }
    return { replayed: done.replayed, buried: done.buried, pending: true };
  }
  await clearDead(new Date(start - DEAD_DAYS * DAY));
  return { replayed: done.replayed, buried: done.buried, pending: done.kept > 0 };
}
