import { randomUUID } from "node:crypto";
import type { Store } from "@netlify/blobs";
import { z } from "zod";
import { sha256Hex } from "../auth/hashing.ts";
import { sealed, unsealed } from "../auth/sealing.ts";
import { required } from "../environment.ts";

/** Milliseconds that one request to the store may take. */
const PATIENCE = 3_000;

const common = {
  arrived_at: z.iso.datetime(),
  /** How often it could not be recorded while the database took others. */
  attempts: z.int(),
};

/** What waits for the database: the arguments of the call that would have recorded it, and when it came. */
const spilled = z.discriminatedUnion("kind", [
  z.object({
    ...common,
    kind: z.literal("beacon"),
    batch: z.looseObject({ assistant_id: z.string(), visitor: z.string(), ip: z.string().nullable() }),
  }),
  z.object({
    ...common,
    kind: z.literal("log"),
    key_hash: z.string(),
    events: z.array(z.record(z.string(), z.unknown())),
  }),
]);

export type Spilled = z.infer<typeof spilled>;

/** `waiting` holds what is to be recorded, `dead` what never can be, each with the reason. */
type Room = "waiting" | "dead";

/** A key begins with the time when it was made, so that the order of keys is that of arrival. */
const KEY = /^\d{8}T\d{9}Z-[0-9a-f-]{36}$/;

const timeOfKey = (at: Date): string => at.toISOString().replace(/[-:.]/g, "");

const keyAt = (at: Date): string => `${timeOfKey(at)}-${randomUUID()}`;

/**
 * A store of the site on Netlify Blobs. Other deploys of the site have the same stores: that of another
 * database has another name, so that nothing is recorded where it does not belong.
 */
async function storeOf(room: Room): Promise<Store> {
  // Loaded where it is needed, which in recording is hardly ever.
  const { getStore } = await import("@netlify/blobs");
  const database = sha256Hex(required("SUPABASE_URL")).slice(0, 16);
  return getStore({
    name: `spill-${room}-${database}`,
    consistency: "strong",
    fetch: (input, init) => fetch(input, { ...init, signal: AbortSignal.timeout(PATIENCE) }),
  });
}

/** The client asks a store that fails again for half a minute; who waits for an answer can't. */
async function within<Value>(milliseconds: number, work: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("The spill store does not answer.")), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** An entry with another address in place of its own, where it has one. */
function withAddress(entry: Spilled, change: (ip: string) => string | null): Spilled {
  if (entry.kind === "log" || entry.batch.ip === null) {
    return entry;
  }
  return { ...entry, batch: { ...entry.batch, ip: change(entry.batch.ip) } };
}

/**
 * Keeps something until it is replayed. Once this resolves, it is there.
 *
 * @throws Error where the store does not take it
 */
export async function keep(entry: Spilled): Promise<void> {
  const store = await storeOf("waiting");
  await within(PATIENCE, store.setJSON(keyAt(new Date(entry.arrived_at)), withAddress(entry, sealed)));
}

/** The keys of a room in the order of arrival, a page of the listing at a time. */
async function* keysOf(room: Room): AsyncGenerator<string[]> {
  const store = await storeOf(room);
  for await (const { blobs } of store.list({ paginate: true })) {
    // A local store also lists files that are being written.
    const keys = blobs.map(({ key }) => key).filter((key) => KEY.test(key));
    yield keys.sort();
  }
}

export const waitingKeys = (): AsyncGenerator<string[]> => keysOf("waiting");

const asJson = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue("expected JSON");
    return z.NEVER;
  }
});

/** What waits under a key, or the text there that nobody can read; undefined where it has been replayed meanwhile. */
export async function waitingAt(
  key: string,
): Promise<{ entry: Spilled } | { unreadable: string } | undefined> {
  const text = await (await storeOf("waiting")).get(key, { type: "text" });
  if (text === null) {
    return undefined;
  }
  const read = asJson.pipe(spilled).safeParse(text);
  return read.success ? { entry: withAddress(read.data, unsealed) } : { unreadable: text };
}

/** Done with it. */
export const forget = async (key: string): Promise<void> => (await storeOf("waiting")).delete(key);

/** Puts it back under its key, after one attempt more. */
export async function countAttempt(key: string, entry: Spilled): Promise<void> {
  await (await storeOf("waiting")).setJSON(key, {
    ...withAddress(entry, sealed),
    attempts: entry.attempts + 1,
  });
}

/** Moves it to where nobody tries it again, at a time, without an address, under the key that is returned. */
export async function bury(key: string, entry: Spilled | string, reason: string, at: Date): Promise<string> {
  const deadKey = keyAt(at);
  await (await storeOf("dead")).setJSON(deadKey, {
    reason,
    entry: typeof entry === "string" ? entry : withAddress(entry, () => null),
  });
  await forget(key);
  return deadKey;
}

/** Deletes what was moved there before a time. */
export async function clearDead(before: Date): Promise<void> {
  const oldest = timeOfKey(before);
  const store = await storeOf("dead");
  for await (const keys of keysOf("dead")) {
    await Promise.all(keys.filter((key) => key < oldest).map((key) => store.delete(key)));
  }
}

async function count(room: Room, most: number): Promise<number> {
  let found = 0;
  for await (const keys of keysOf(room)) {
    found += keys.length;
    if (found >= most) {
      break;
    }
  }
  return Math.min(found, most);
}

/**
 * How many batches wait for the database and how many can never be recorded, each counted up to `most`.
 *
 * @throws Error where the store does not answer
 */
export async function spillSize(most = 10_000): Promise<{ waiting: number; dead: number }> {
  const [waiting, dead] = await within(PATIENCE, Promise.all([count("waiting", most), count("dead", most)]));
  return { waiting, dead };
}
