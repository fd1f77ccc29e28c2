import { z } from "zod";
import { clock } from "../clock.ts";
import { call } from "../database/client.ts";
import { readBeacon } from "../ingest/batch.ts";
import { beacon, MAX_BEACON_BYTES } from "../ingest/beacon.ts";
import { optedOut } from "../ingest/privacy.ts";
import { batchOf, type RecordBatch } from "../ingest/record.ts";
import { spill } from "../spill/spill.ts";
import { note } from "../trace.ts";
import { readJson } from "./body.ts";
import { callerHash } from "./caller.ts";
import { asking, type Endpoint } from "./endpoint.ts";
import { ApiError } from "./errors.ts";
import { reachedLimit, rememberLimit } from "./limits.ts";
import { rate, rateLimited } from "./rate.ts";
import { answering, empty, json } from "./respond.ts";

/** Any page may ask; whether it may report is decided by its host. No cookies are involved. */
const CORS = { "access-control-allow-origin": "*" };

const PREFLIGHT = {
  ...CORS,
  "access-control-allow-methods": "POST",
  "access-control-allow-headers": "content-type",
  "access-control-max-age": "86400",
};

const answer = z.discriminatedUnion("status", [
  z.object({
    status: z.literal(202),
    accepted: z.int(),
    duplicates: z.int(),
    foreign_hosts: z.array(z.string()).nullable(),
    kept_from: z.string().nullable(),
  }),
  z.object({ status: z.literal(403), host: z.string() }),
  z.object({ status: z.literal(404) }),
  z.object({ status: z.literal(429), rate }),
]);

const foreign = (hosts: string[]) =>
  `Neither the assistant's website nor its allowed hosts include ${hosts.join(", ")}`;

const tooOld = (day: string) =>
  `at: expected a time from ${day} on, the first day of which the account keeps rows`;

const NOTHING = { status: 202, accepted: 0, duplicates: 0, foreign_hosts: null, kept_from: null } as const;

/** What became of a batch; undefined where it waits until the database is back. */
async function record(
  batch: RecordBatch,
  caller: string,
  now: Date,
): Promise<z.infer<typeof answer> | undefined> {
  const at = now.toISOString();
  try {
    return answer.parse(await call("record_events", { batch, at }));
  } catch (error) {
    await spill(error, { kind: "beacon", arrived_at: at, batch }, caller);
    return undefined;
  }
}

/**
 * The beacon: records one event or a batch in one call to the database.
 *
 * Answers 202 with how many were accepted and how many were known already; 204 where the visitor
 * opted out, which records nothing; 429 to an address that sends too many, in one call at first and in
 * none after; 400 or 403 for a batch with bad events or events of pages that are not the assistant's, of
 * which the others are recorded. Where the database is away it answers 202 too, with how many are `queued`:
 * whose they are is checked when they are recorded.
 */
export function trackEndpoint(): Endpoint {
  const handler = answering(async (request, context) => {
    if (request.method === "OPTIONS") {
      return empty(PREFLIGHT);
    }
    if (request.method !== "POST") {
      throw new ApiError("METHOD_NOT_ALLOWED", `${request.method} is not possible here; use POST`, {
        allow: "POST, OPTIONS",
      });
    }
    if (optedOut(request.headers)) {
      return empty(CORS);
    }
    const caller = callerHash(context);
    const limited = `track:${caller}`;
    const reached = reachedLimit(limited);
    if (reached !== undefined) {
      throw rateLimited(reached);
    }
    const now = clock.now();
    const { envelope, events, problems } = readBeacon(await readJson(request, MAX_BEACON_BYTES));
    const recorded =
      events.length === 0
        ? NOTHING
        : await record(batchOf(envelope, events, request, context, now), caller, now);
    events.length > 0 && recorded?.status !== 404 && note({ assistant_id: envelope.assistant_id });
    switch (recorded?.status) {
      case 403:
        throw new ApiError("FORBIDDEN", foreign([recorded.host]));
      case 404:
        throw new ApiError("ASSISTANT_NOT_FOUND", "There is no assistant with this assistant_id");
      case 429:
        rememberLimit(limited, recorded.rate);
        throw rateLimited(recorded.rate);
    }
    const { accepted, duplicates, foreign_hosts, kept_from } = recorded ?? NOTHING;
    const queued = recorded === undefined ? events.length : 0;
    const became = { accepted, duplicates, ...(queued > 0 && { queued }) };
    const refused = problems.length + events.length - accepted - duplicates - queued;
    if (refused > 0) {
      const bad = [...problems, ...(kept_from === null ? [] : [tooOld(kept_from)])];
      const all = [...bad, ...(foreign_hosts === null ? [] : [foreign(foreign_hosts)])];
      const code = bad.length > 0 ? "INVALID_PARAMETER" : "FORBIDDEN";
      const error = new ApiError(code, all.join("; ").slice(0, 2_000));
      return json(error.status, { ...error.body, ...became, refused }, CORS);
    }
    return json(202, became, CORS);
  }, CORS);
  return asking(handler, { method: "POST", body: beacon });
}
