import { z } from "zod";
import { bearerToken } from "../auth/api-keys.ts";
import { sha256Hex } from "../auth/hashing.ts";
import { isSessionToken, userOf } from "../auth/session.ts";
import { clock } from "../clock.ts";
import { call } from "../database/client.ts";
import { callerHash } from "./caller.ts";
import { asking, type Endpoint } from "./endpoint.ts";
import { ApiError } from "./errors.ts";
import { keyRefusal } from "./key-refusal.ts";
import { noteAnswer, reachedBy } from "./limits.ts";
import { assistant, readParameters, text, wholeNumber } from "./parameters.ts";
import { rate, rateHeaders, rateLimited } from "./rate.ts";
import { answering, json, refusal } from "./respond.ts";

const SCOPE = "visitors:manage";

const MOST = 500;

/** A page of the list, the whole of which is read page by page. */
const page = {
  limit: wholeNumber(1, { maximum: MOST, default: MOST })
    .refine((value) => value >= 1 && value <= MOST, `expected a whole number from 1 to ${MOST}`)
    .default(MOST)
    .meta({ description: "The most entries to list." }),
  offset: wholeNumber(0, { default: 0 }).default(0).meta({ description: "How many entries to skip." }),
};

/** The ways to say who is meant, one of which a request takes. */
const who = {
  visitor_id: z
    .string()
    .regex(/^v_[0-9a-f]{16}$/, "expected the visitor_id of a session, such as v_a3f1b20000000000")
    .optional()
    .meta({ description: "A visitor of the pages, as sessions show it.", example: "v_a3f1b20000000000" }),
  user: text(1_000).optional().meta({ description: "A user of the chat platform, as events name them." }),
  user_token: text(128).optional().meta({ description: "A user token, as events name it." }),
};

const held = z.strictObject({ ...assistant, ...who, ...page });
const erased = z.strictObject({ ...assistant, ...who });

const answer = z.object({
  status: z.union([z.literal([200, 400, 401, 403, 404, 429])]),
  rate,
  reason: z.string().nullish(),
  body: z.unknown().optional(),
});

type Asked = { arguments?: Record<string, unknown>; problem?: ApiError };

/** What is asked of whom. Without a credential it is not read. */
function asked({ method, url }: Request): Asked {
  const search = new URL(url).searchParams;
  try {
    const { visitor_id, user, user_token, ...rest } =
      method === "DELETE" ? readParameters(erased, search) : readParameters(held, search);
    const named = [visitor_id, user, user_token].filter((name) => name !== undefined);
    if (named.length !== 1) {
      throw new ApiError(
        named.length === 0 ? "MISSING_PARAMETER" : "INVALID_PARAMETER",
        "Expected one of visitor_id, user and user_token",
      );
    }
    return { arguments: { ...rest, person: named[0] } };
  } catch (problem) {
    if (problem instanceof ApiError) {
      return { problem };
    }
    throw problem;
  }
}

const impossible = (method: string) =>
  new ApiError("METHOD_NOT_ALLOWED", `${method} is not possible here; use GET or DELETE`, {
    allow: "GET, DELETE",
  });

/**
 * Shows or erases all that is held on one visitor, in one call to the database, for a key with the scope
 * `visitors:manage` or the session of the owner. Checked in this order: method, credential, rate limit, scope,
 * parameters, ownership.
 */
export function visitorEndpoint(): Endpoint {
  const handler = answering(async (request, context) => {
    const isPossible = ["GET", "DELETE"].includes(request.method);
    const token = bearerToken(request.headers);
    const asker = { keyHash: sha256Hex(token), ipHash: callerHash(context) };
    const reached = reachedBy(asker);
    if (reached !== undefined) {
      const error = isPossible ? rateLimited(reached) : impossible(request.method);
      return refusal(error, rateHeaders(reached));
    }
    const account = isPossible && isSessionToken(token) ? await userOf(token) : null;
    const isNobody = token === "" || (isSessionToken(token) && account === null);
    const { arguments: given, problem }: Asked = isPossible && !isNobody ? asked(request) : {};
    const result = answer.parse(
      await call("manage_visitor", {
        key_hash: asker.keyHash,
        action: request.method === "DELETE" ? "erase" : "show",
        arguments: given ?? null,
        ip_hash: asker.ipHash,
        at: clock.now().toISOString(),
        session_account: account,
      }),
    );
    noteAnswer(asker, result);
    const headers = rateHeaders(result.rate);
    const notFound = new ApiError("ASSISTANT_NOT_FOUND", "The assistant_id does not belong to this account");
    const error = isPossible
      ? (keyRefusal(result, SCOPE, token) ?? problem ?? (result.status === 404 ? notFound : undefined))
      : impossible(request.method);
    if (error !== undefined) {
      return refusal(error, headers);
    }
    return json(200, result.body, headers);
  });
  return asking(handler, { method: "GET", parameters: held }, { method: "DELETE", parameters: erased });
}
