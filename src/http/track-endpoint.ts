import { z } from "zod";
import { clock } from "../clock.ts";
import { call } from "../database/client.ts";
import { readBeacon } from "../ingest/batch.ts";
import { MAX_BEACON_BYTES } from "../ingest/beacon.ts";
import { optedOut } from "../ingest/privacy.ts";
import { batchOf } from "../ingest/record.ts";
import { readJson } from "./body.ts";
import { ApiError } from "./errors.ts";
import { answering, empty, type Handler, json } from "./respond.ts";

/** Any page may ask; whether it may report is decided by its host. No cookies are involved. */
const CORS = { "access-control-allow-origin": "*" };

const PREFLIGHT = {
  ...CORS,
  "access-control-allow-methods": "POST",
  "access-control-allow-headers": "content-type",
  "access-control-max-age": "86400",
};

const answer = z.discriminatedUnion("status", [
  z.object({ status: z.literal(202), accepted: z.int(), duplicates: z.int() }),
  z.object({ status: z.literal(403), host: z.string() }),
  z.object({ status: z.literal(404) }),
]);

/**
 * The beacon: records one event or a batch in one call to the database.
 *
 * Answers 202 with how many were accepted and how many were known already; 204 where the visitor
 * opted out, which records nothing; 400 for a batch with bad events, of which the good are recorded.
 */
export function trackEndpoint(): Handler {
  return answering(async (request, context) => {
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
    const { envelope, events, problems } = readBeacon(await readJson(request, MAX_BEACON_BYTES));
    const recorded =
      events.length === 0
        ? { status: 202 as const, accepted: 0, duplicates: 0 }
        : answer.parse(
            await call("record_events", { batch: batchOf(envelope, events, request, context, clock.now()) }),
          );
    switch (recorded.status) {
      case 403:
        throw new ApiError(
          "FORBIDDEN",
          `The host ${recorded.host} is neither that of the assistant's website nor one of its allowed hosts`,
        );
      case 404:
        throw new ApiError("ASSISTANT_NOT_FOUND", "There is no assistant with this assistant_id");
    }
    const { accepted, duplicates } = recorded;
    if (problems.length > 0) {
      const { error } = new ApiError("INVALID_PARAMETER", problems.join("; ").slice(0, 2_000)).body;
      return json(400, { error, accepted, duplicates, refused: problems.length }, CORS);
    }
    return json(202, { accepted, duplicates }, CORS);
  }, CORS);
}
