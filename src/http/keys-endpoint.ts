import { z } from "zod";
import { bearerToken, newApiKey } from "../auth/api-keys.ts";
import { userOf } from "../auth/session.ts";
import { clock } from "../clock.ts";
import { call } from "../database/client.ts";
import { readJson } from "./body.ts";
import { callerHash } from "./caller.ts";
import { asking, type Endpoint } from "./endpoint.ts";
import { ApiError } from "./errors.ts";
import { readParameters } from "./parameters.ts";
import { rate, rateHeaders, rateLimited } from "./rate.ts";
import { answering, json } from "./respond.ts";

const MAX_BODY_BYTES = 10_000;
const ACTIONS: Record<string, "list" | "create" | "revoke"> = {
  GET: "list",
  POST: "create",
  DELETE: "revoke",
};

const newKey = z.strictObject({
  name: z
    .string("expected a string")
    .trim()
    .min(1, "expected 1 to 100 characters")
    .max(100, "expected 1 to 100 characters")
    .refine((value) => !/\p{C}/u.test(value), "expected text without control characters")
    .default("API key")
    .meta({ description: "What the key is called in lists.", example: "Warehouse sync" }),
  scopes: z
    .array(
      z.enum(["analytics:read", "events:write"], "expected analytics:read or events:write"),
      "expected a list",
    )
    .min(1, "expected at least one scope")
    .max(2, "expected each scope once")
    .default(["analytics:read"])
    .meta({ description: "What the key may do: read reports, or report events." }),
  assistant_id: z
    .string("expected the id of an assistant")
    .min(1)
    .max(100)
    .regex(/^\P{C}+$/u)
    .nullish()
    .meta({
      description: "The only assistant that the key is for; all of the account where it is left out.",
    }),
  expires_at: z.iso
    .datetime({ offset: true, error: "expected an ISO 8601 time with zone, such as 2027-01-31T00:00:00Z" })
    .refine((value) => Date.parse(value) > clock.now().getTime(), "expected a time in the future")
    .nullish()
    .meta({ description: "When the key ends; never where it is left out.", example: "2099-01-31T00:00:00Z" }),
});

const nothing = z.strictObject({});

const revocation = z.strictObject({
  id: z
    .guid("expected the id of a key, which is a UUID")
    .meta({ description: "The id of the key.", example: "3f2b8c1e-7a54-4c0d-9d6b-1e0f5a7c9b21" }),
});

const answer = z.object({
  status: z.union([z.literal([200, 201, 400, 401, 404, 429])]),
  rate,
  body: z.object({ data: z.unknown() }).optional(),
});

type Arguments = { values: Record<string, unknown> | null; key?: string };

async function readNewKey(request: Request): Promise<Arguments> {
  const body = await readJson(request, MAX_BODY_BYTES);
  const result = newKey.safeParse(body ?? {});
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new ApiError(
      "INVALID_PARAMETER",
      [issue?.path.join("."), issue?.message].filter(Boolean).join(": "),
    );
  }
  const { key, hash, prefix } = newApiKey();
  return { values: { ...result.data, key_hash: hash, key_prefix: prefix }, key };
}

const READERS: Record<string, (request: Request) => Promise<Arguments>> = {
  list: async (request) => ({
    values: readParameters(nothing, new URL(request.url).searchParams),
  }),
  create: readNewKey,
  revoke: async (request) => ({
    values: readParameters(revocation, new URL(request.url).searchParams),
  }),
};

async function read(action: string, request: Request): Promise<Arguments & { problem?: ApiError }> {
  try {
    return (await READERS[action]?.(request)) ?? { values: null };
  } catch (problem) {
    if (problem instanceof ApiError) {
      return { values: null, problem };
    }
    throw problem;
  }
}

function refusal(action: string, result: z.infer<typeof answer>, problem?: ApiError): ApiError | undefined {
  switch (result.status) {
    case 429:
      return rateLimited(result.rate);
    case 401:
      return new ApiError("UNAUTHORIZED", "Missing or invalid session token", {
        "www-authenticate": "Bearer",
      });
    case 404:
      return action === "revoke"
        ? new ApiError("KEY_NOT_FOUND", "The id is not that of an active key of this account")
        : new ApiError("ASSISTANT_NOT_FOUND", "The assistant_id does not belong to this account");
    default:
      return problem;
  }
}

/**
 * Lists, creates and revokes API keys for the owner of a Supabase session token, in one call to Auth
 * and one to the database. The key itself is in the answer to its creation and never again.
 */
export function keysEndpoint(): Endpoint {
  const handler = answering(async (request, context) => {
    const action = ACTIONS[request.method];
    const user = action === undefined ? null : await userOf(bearerToken(request.headers));
    const { values, key, problem }: Arguments & { problem?: ApiError } =
      action === undefined || user === null ? { values: null } : await read(action, request);
    const result = answer.parse(
      await call("manage_api_keys", {
        account_id: user,
        action: action ?? "list",
        arguments: values,
        ip_hash: callerHash(context),
        at: clock.now().toISOString(),
      }),
    );
    const headers = rateHeaders(result.rate);
    const error =
      action === undefined
        ? new ApiError(
            "METHOD_NOT_ALLOWED",
            `${request.method} is not possible here; use GET, POST or DELETE`,
            {
              allow: "GET, POST, DELETE",
            },
          )
        : refusal(action, result, problem);
    if (error !== undefined) {
      return json(error.status, error.body, { ...headers, ...error.headers });
    }
    const body = key === undefined ? result.body : { data: { ...Object(result.body?.data), key } };
    return json(result.status, body, headers);
  });
  return asking(
    handler,
    { method: "GET", parameters: nothing },
    { method: "POST", body: newKey },
    { method: "DELETE", parameters: revocation },
  );
}
