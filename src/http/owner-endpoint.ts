import { z } from "zod";
import { bearerToken } from "../auth/api-keys.ts";
import { userOf } from "../auth/session.ts";
import { clock } from "../clock.ts";
import { call } from "../database/client.ts";
import { note } from "../trace.ts";
import { readJson } from "./body.ts";
import { callerHash } from "./caller.ts";
import { asking, type Endpoint } from "./endpoint.ts";
import { ApiError } from "./errors.ts";
import { reachedLimit, rememberLimit } from "./limits.ts";
import { readParameters } from "./parameters.ts";
import { rate, rateHeaders, rateLimited } from "./rate.ts";
import { answering, json, refusal } from "./respond.ts";

const MAX_BODY_BYTES = 10_000;
const ACTIONS: Record<string, "list" | "create" | "revoke"> = {
  GET: "list",
  POST: "create",
  DELETE: "revoke",
};

const answer = z.object({
  status: z.union([z.literal([200, 201, 400, 401, 404, 429])]),
  rate,
  body: z.object({ data: z.unknown() }).optional(),
});

/** What a credential is called in lists. */
export const givenName = z
  .string("expected a string")
  .trim()
  .min(1, "expected 1 to 100 characters")
  .max(100, "expected 1 to 100 characters")
  .refine((value) => !/\p{C}/u.test(value), "expected text without control characters");

/** From then on, a time may be of a year with five digits in UTC, which no answer can have. */
const TOO_LATE = Date.UTC(9999, 11, 31);

/** When a credential ends. */
export const futureTime = z.iso
  .datetime({ offset: true, error: "expected an ISO 8601 time with zone, such as 2027-01-31T00:00:00Z" })
  .refine((value) => Date.parse(value) > clock.now().getTime(), "expected a time in the future")
  .refine((value) => Date.parse(value) < TOO_LATE, "expected a time before 9999-12-31");

/** Names the credential to revoke. */
export const revocationOf = (what: string) =>
  z.strictObject({
    id: z.guid(`expected the id of a ${what}, which is a UUID`).meta({
      description: `The id of the ${what}.`,
      example: "3f2b8c1e-7a54-4c0d-9d6b-1e0f5a7c9b21",
    }),
  });

/** A credential that was made: what is stored of it, and what is shown once. */
type Made = { stored: Record<string, unknown>; shown: Record<string, string> };

/** What an endpoint declares of the credentials that it manages. */
type Declared = {
  /** The function of the database that lists, creates and revokes them. */
  manage: string;
  listed: z.ZodObject;
  created: z.ZodObject;
  revoked: z.ZodObject;
  /** Makes one, for a request to `origin`. */
  make: (origin: string) => Made;
  /** What is told of an id that none of the account has. */
  notFound: () => ApiError;
};

type Arguments = { values: Record<string, unknown> | null; shown?: Record<string, string> };

async function readCreated({ created, make }: Declared, request: Request): Promise<Arguments> {
  const body = (await readJson(request, MAX_BODY_BYTES)) ?? {};
  const result = created.safeParse(body);
  if (!result.success) {
    const [issue] = result.error.issues;
    const name = issue?.path.join(".") ?? "";
    const given = z.looseObject({}).safeParse(body).data ?? {};
    const isMissing = created.shape[name] !== undefined && given[name] === undefined;
    throw isMissing
      ? new ApiError("MISSING_PARAMETER", `${name} is required: ${issue?.message}`)
      : new ApiError("INVALID_PARAMETER", [name, issue?.message].filter(Boolean).join(": "));
  }
  const { stored, shown } = make(new URL(request.url).origin);
  return { values: { ...result.data, ...stored }, shown };
}

async function read(declared: Declared, action: string, request: Request): Promise<Arguments> {
  switch (action) {
    case "create":
      return readCreated(declared, request);
    case "revoke":
      return { values: readParameters(declared.revoked, new URL(request.url).searchParams) };
    default:
      return { values: readParameters(declared.listed, new URL(request.url).searchParams) };
  }
}

async function asked(
  declared: Declared,
  action: string,
  request: Request,
): Promise<Arguments & { problem?: ApiError }> {
  try {
    return await read(declared, action, request);
  } catch (problem) {
    if (problem instanceof ApiError) {
      return { values: null, problem };
    }
    throw problem;
  }
}

function refusalOf(
  { notFound }: Declared,
  action: string,
  result: z.infer<typeof answer>,
  problem?: ApiError,
): ApiError | undefined {
  switch (result.status) {
    case 429:
      return rateLimited(result.rate);
    case 401:
      return new ApiError("UNAUTHORIZED", "Missing or invalid session token", {
        "www-authenticate": "Bearer",
      });
    case 404:
      return action === "revoke"
        ? notFound()
        : new ApiError("ASSISTANT_NOT_FOUND", "The assistant_id does not belong to this account");
    default:
      return problem;
  }
}

const impossible = (method: string) =>
  new ApiError("METHOD_NOT_ALLOWED", `${method} is not possible here; use GET, POST or DELETE`, {
    allow: "GET, POST, DELETE",
  });

/**
 * Lists, creates and revokes credentials for the owner of a Supabase session token, in one call to Auth and
 * one to the database. What is secret of one is in the answer to its creation and never again. An address
 * that is known to be over its limit is refused without either.
 */
export function ownerEndpoint(declared: Declared): Endpoint {
  const handler = answering(async (request, context) => {
    const action = ACTIONS[request.method];
    const ipHash = callerHash(context);
    const reached = reachedLimit(`ip:${ipHash}`);
    if (reached !== undefined) {
      const error = action === undefined ? impossible(request.method) : rateLimited(reached);
      return refusal(error, rateHeaders(reached));
    }
    const user = action === undefined ? null : await userOf(bearerToken(request.headers));
    user !== null && note({ account_id: user });
    const { values, shown, problem }: Arguments & { problem?: ApiError } =
      action === undefined || user === null ? { values: null } : await asked(declared, action, request);
    const result = answer.parse(
      await call(declared.manage, {
        account_id: user,
        action: action ?? "list",
        arguments: values,
        ip_hash: ipHash,
        at: clock.now().toISOString(),
      }),
    );
    if (result.status === 429) {
      rememberLimit(`ip:${ipHash}`, result.rate);
    }
    const headers = rateHeaders(result.rate);
    const error =
      action === undefined ? impossible(request.method) : refusalOf(declared, action, result, problem);
    if (error !== undefined) {
      return refusal(error, headers);
    }
    const body = shown === undefined ? result.body : { data: { ...Object(result.body?.data), ...shown } };
    return json(result.status, body, headers);
  });
  return asking(
    handler,
    { method: "GET", parameters: declared.listed },
    { method: "POST", body: declared.created },
    { method: "DELETE", parameters: declared.revoked },
  );
}
