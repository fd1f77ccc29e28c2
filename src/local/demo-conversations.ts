import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { z } from "zod";
import { sha256Hex } from "../auth/hashing.ts";
import { call } from "../database/client.ts";
import { readLog } from "../ingest/log-batch.ts";
import { generateConversations, type ReportedEvent } from "./conversations.ts";
import { type Demo, saveDemo } from "./demo.ts";
import { trafficOptions } from "./demo-traffic.ts";
import { progressBar } from "./progress.ts";

/** Events reported in one call, as many as one may have. */
const GROUP = 1_000;

const MINUTE = 60_000;

/** Nobody waits for a page here, and the machine may be small. */
const PATIENCE = MINUTE;

const answer = z.object({
  status: z.literal(200),
  body: z.object({ refused: z.array(z.unknown()).max(0) }),
});

/** Reports events as a platform's server does, at a time for which the key's limits are counted. */
async function report(key: string, events: ReportedEvent[], at: Date): Promise<void> {
  const log = readLog(JSON.stringify(events), "application/json");
  const parameters = {
    key_hash: sha256Hex(key),
    events: log.events,
    ip_hash: randomUUID(),
    at: at.toISOString(),
  };
  const result = await call("log_events", parameters, PATIENCE);
  const read = answer.safeParse(result);
  if (log.refused.length > 0 || !read.success) {
    throw new Error(
      `The database refused demo conversations: ${JSON.stringify([log.refused.slice(0, 3), result])}`,
    );
  }
}

/**
 * Loads the conversations that go with the demo traffic, unless that has been done. As with the traffic,
 * what was broken off is done again from its beginning.
 */
export async function ensureConversations(options: {
  demo: Demo;
  file: string;
  signal: AbortSignal;
}): Promise<void> {
  const { demo, file, signal } = options;
  if (demo.traffic === undefined || demo.conversations) {
    return;
  }
  const events = trafficOptions(demo, demo.traffic).flatMap((one) => [...generateConversations(one)]);
  const calls = Math.ceil(events.length / GROUP);
  const show = progressBar("Conversations", events.length, "events");
  for (let index = 0; index < calls; index++) {
    await setImmediate();
    signal.throwIfAborted();
    show(index * GROUP);
    // Each in a minute of the past: none is left to count against what a person asks with the key.
    const at = new Date(Date.now() - (calls - index) * MINUTE);
    await report(demo.key, events.slice(index * GROUP, (index + 1) * GROUP), at);
  }
  show(events.length);
  demo.conversations = true;
  saveDemo(file, demo);
}
