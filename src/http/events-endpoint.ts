import { z } from "zod";
import { bearerToken, isApiKey } from "../auth/api-keys.ts";
import { sha256Hex } from "../auth/hashing.ts";
import { clock } from "../clock.ts";
import { call } from "../database/client.ts";
import { events, type Log, MAX_LOG_BYTES, type Refused, readLog } from "../ingest/log-batch.ts";
import { spill } from "../spill/spill.ts";
import { readText } from "./body.ts";
import { callerHash } from "./caller.ts";
import { asking, type Endpoint } from "./endpoint.ts";
import { ApiError } from "./errors.ts";
import { keyRefusal } from "./key-refusal.ts";
import { type Asker, noteAnswer, reachedBy } from "./limits.ts";
import { rate, rateHeaders, rateLimited } from "./rate.ts";
import { answering, json, refusal } from "./respond.ts";

/** What only the database can find wrong with an event. */
const REASONS = {
  assistant: "assistant_id: expected the id of an assistant that this key may report of",
  no_assistant: "assistant_id: expected, because the account does not have exactly one assistant",
  conversation: "conversation_id: expected a conversation that an event was reported of",
  at: "at: expected a time from the first day on of which rows are kept, which is",
};

const answer = z.object({
  status: z.union([z.literal([200, 400, 401, 403, 429])]),
  rate,
  reason: z.string().nullish(),
  body: z
    .object({
      accepted: z.int(),
      duplicates: z.int(),
      refused: z.array(
        z.object({
          index: z.int(),
          reason: z.enum(["assistant", "no_assistant", "conversation", "at"]),
          kept_from: z.string().nullable(),
        }),
      ),
    })
    .optional(),
});

type Read = { log?: Log; problem?: ApiError };

const notPossible = ({ method }: Request) =>
  new ApiError("METHOD_NOT_ALLOWED", `${method} is not possible here; use POST`, { allow: "POST" });

/** The events of a request, or what is wrong with it as a whole. Without a key it is not read. */
async function read(request: Request, token: string): Promise<Read> {
  if (request.method !== "POST") {
    return { problem: notPossible(request) };
  }
  if (token === "") {
    return {};
  }
  try {
    const text = await readText(request, MAX_LOG_BYTES);
    return { log: readLog(text, request.headers.get("content-type") ?? "") };
  } catch (problem) {
    if (problem instanceof ApiError) {
      return { problem };
    }
    throw problem;
  }
}

type Found = { index: number; reason: keyof typeof REASONS; kept_from: string | null };

/** Those that are refused, in the order in which they were sent, with the ids that they were sent with. */
function allRefused(log: Log, found: Found[]): Refused[] {
  const told = found.map(({ index, reason, kept_from }) => ({
    index,
    reason: [REASONS[reason], kept_from].filter(Boolean).join(" "),
  }));
  return [...log.refused, ...told]
    .sort((one, other) => one.index - other.index)
    .map(({ index, reason }) => {
      const id = log.ids.get(index);
      return { index, ...(id !== undefined && { id }), reason };
    });
}

/** What became of a call; undefined where its events wait until the database is back. */
async function record(
  token: string,
  { keyHash: key_hash, ipHash: ip_hash }: Asker,
  log: Log | undefined,
): Promise<z.infer<typeof answer> | undefined> {
  const at = clock.now().toISOString();
  const events = log?.events ?? null;
  try {
    return answer.parse(await call("log_events", { key_hash, events, ip_hash, at }));
  } catch (error) {
    // Only the database can tell whether a key is right, but what can't be one needs no look.
    if (events === null || events.length === 0 || !isApiKey(token)) {
      throw error;
    }
    await spill(error, { kind: "log", arrived_at: at, key_hash, events }, ip_hash);
    return undefined;
  }
}

/**
 * Records what a chat platform's server reports, in one call to the database.
 *
 * Answers 200 with how many events were accepted, how many were known already, and which were refused
 * and why: also where all were. Checked in this order, whatever else is wrong: method, key, rate limit,
 * scope, the body as a whole, then each event by itself. Who is known to be over a limit is refused before the body is read.
 *
 * Where the database is away it answers 202 with how many events are `queued`: the key, the assistants
 * and which events are known are looked at when they are recorded.
 */
export function eventsEndpoint(): Endpoint {
  const handler = answering(async (request, context) => {
    const token = bearerToken(request.headers);
    const asker = { keyHash: sha256Hex(token), ipHash: callerHash(context) };
    const reached = reachedBy(asker);
    if (reached !== undefined) {
      const error = request.method === "POST" ? rateLimited(reached) : notPossible(request);
      return refusal(error, rateHeaders(reached));
    }
    const { log, problem } = await read(request, token);
    const result = await record(token, asker, log);
    if (result === undefined) {
      const queued = log?.events.length ?? 0;
      return json(202, { accepted: 0, duplicates: 0, queued, refused: log ? allRefused(log, []) : [] });
    }
    noteAnswer(asker, result);
    const headers = rateHeaders(result.rate);
    const error =
      problem?.code === "METHOD_NOT_ALLOWED" ? problem : (keyRefusal(result, "events:write") ?? problem);
    if (error !== undefined) {
      return refusal(error, headers);
    }
    if (log === undefined || result.body === undefined) {
      throw new Error("The database took a call without events.");
    }
    const { accepted, duplicates, refused } = result.body;
    return json(200, { accepted, duplicates, refused: allRefused(log, refused) }, headers);
  });
  return asking(handler, { method: "POST", body: events });
}
