import { z } from "zod";
import { clock } from "../clock.ts";
import { call } from "../database/client.ts";
import { spillSize } from "../spill/store.ts";
import { currentTrace } from "../trace.ts";
import { VERSION } from "../version.ts";
import { asking, type Endpoint } from "./endpoint.ts";
import { ApiError } from "./errors.ts";
import { answering, json } from "./respond.ts";

/** Milliseconds for which an answer is given again: whoever asks more often asks nothing of the database. */
const FRESH = 5_000;

const found = z.object({
  migration: z.string().nullable(),
  rollups: z.object({ oldest_due_day: z.string().nullable(), days_behind: z.int() }),
});

type Health = { status: 200 | 503; body: Record<string, unknown> };

/** Looks how the database is. One that can't be asked is an answer here, and an error in the log. */
async function examineDatabase() {
  const begin = performance.now();
  try {
    const { migration, rollups } = found.parse(await call("health", { at: clock.now().toISOString() }));
    const latency = Math.round(performance.now() - begin);
    return { database: { reachable: true, latency_ms: latency, migration }, rollups };
  } catch (error) {
    currentTrace().failure = error;
    return { database: { reachable: false } };
  }
}

/** Looks how much waits for the database; a store that can't be asked does not matter as long as the database can. */
async function examine(): Promise<Health> {
  const [examined, spill] = await Promise.all([examineDatabase(), spillSize().catch(() => null)]);
  const isWell = examined.database.reachable;
  return {
    status: isWell ? 200 : 503,
    body: { status: isWell ? "ok" : "unavailable", version: VERSION, ...examined, spill },
  };
}

/** Tells anybody whether the product works, without a secret: 200 if it does, 503 if its database can't be asked. */
export function healthEndpoint(): Endpoint {
  let last: { at: number; health: Promise<Health> } | undefined;
  const handler = answering(async ({ method }) => {
    if (method !== "GET") {
      throw new ApiError("METHOD_NOT_ALLOWED", `${method} is not possible here; use GET`, { allow: "GET" });
    }
    const now = clock.now().getTime();
    if (last === undefined || Math.abs(now - last.at) >= FRESH) {
      last = { at: now, health: examine() };
    }
    const { status, body } = await last.health;
    return json(status, body, status === 200 ? { "cache-control": `public, max-age=${FRESH / 1_000}` } : {});
  });
  return asking(handler, { method: "GET" });
}
