import type { Context } from "@netlify/functions";
import { z } from "zod";
import { bearerToken } from "../auth/api-keys.ts";
import { sha256Hex } from "../auth/hashing.ts";
import { clock } from "../clock.ts";
import { call } from "../database/client.ts";
import { callerHash } from "./caller.ts";
import { ApiError } from "./errors.ts";
import { keyRefusal } from "./key-refusal.ts";
import { readParameters } from "./parameters.ts";
import { rate, rateHeaders } from "./rate.ts";
import { answering, type ErrorShape, type Handler, json, jsonText, refusal } from "./respond.ts";

const answer = z.object({
  status: z.union([z.literal([200, 400, 401, 403, 404, 429])]),
  rate,
  reason: z.string().nullish(),
  /** JSON, as it goes to the caller. */
  body: z.string().default("null"),
});

/** A part of the path. One that no assistant's id can be is nobody's. */
function named({ params }: Context, part: string): string {
  const id = params?.[part] ?? "";
  return /^[\w-]{1,100}$/.test(id) ? id : "";
}

/** What an endpoint declares of a report: which one it is, and what is asked and answered about it. */
type Declared<Shape extends z.ZodRawShape> = {
  report: string;
  parameters: z.ZodObject<Shape>;
  /** What the API calls an assistant's id, if not `assistant_id`, and whether it is a part of the path. */
  assistant?: { called: string; isInPath: boolean };
  /** What the report is asked with, where it is not the parameters. */
  asked?: (values: z.output<z.ZodObject<Shape>>) => Record<string, unknown>;
  /** Where the key is, if not in an `Authorization: Bearer` header. */
  keyIn?: (headers: Headers) => string;
  /** How refusals look, if not as documented for the reports. */
  refused?: ErrorShape;
  /** The longest range in days, where it is not the usual one. */
  mostDays?: number;
  /** What the caller is shown of the report; the report itself where there is none. */
  shape?: (report: unknown, values: z.output<z.ZodObject<Shape>> & { assistant_id?: string }) => unknown;
};

/** The arguments of a request, or what is wrong with it. */
function read<Shape extends z.ZodRawShape>(
  { parameters, mostDays, assistant }: Declared<Shape>,
  request: Request,
  context: Context,
) {
  try {
    const values = readParameters(parameters, new URL(request.url).searchParams, mostDays);
    return {
      values: assistant?.isInPath ? { ...values, assistant_id: named(context, assistant.called) } : values,
      problem: undefined,
    };
  } catch (problem) {
    if (problem instanceof ApiError) {
      return { values: null, problem };
    }
    throw problem;
  }
}

function refusalOf(
  result: z.infer<typeof answer>,
  problem: ApiError | undefined,
  called = "assistant_id",
): ApiError | undefined {
  switch (result.status) {
    case 403:
      return result.reason === "plan"
        ? new ApiError(
            "FORBIDDEN",
            "Raw IP addresses require the Agency plan with a signed data processing agreement",
          )
        : keyRefusal(result, "analytics:read");
    case 404:
      return new ApiError("ASSISTANT_NOT_FOUND", `The ${called} does not belong to this account`);
    default:
      return keyRefusal(result, "analytics:read") ?? problem;
  }
}

/**
 * An endpoint that answers a GET request of an API key with one report, in one call to the database.
 *
 * Checked in this order, whatever else is wrong: method, key, rate limit, scope, parameters, ownership.
 * The parameters are read before the call, because the call also counts the request; what is wrong
 * with them is told after it.
 */
export function queryEndpoint<Shape extends z.ZodRawShape>(declared: Declared<Shape>): Handler {
  const { keyIn = bearerToken, refused } = declared;
  return answering(
    async (request, context) => {
      const isGet = request.method === "GET";
      const { values, problem } = read(declared, request, context);
      const result = answer.parse(
        await call("query_report", {
          key_hash: sha256Hex(keyIn(request.headers)),
          report: declared.report,
          arguments: isGet && values !== null ? (declared.asked?.(values) ?? values) : null,
          ip_hash: callerHash(context),
          at: clock.now().toISOString(),
        }),
      );
      const headers = rateHeaders(result.rate);
      const error = isGet
        ? refusalOf(result, problem, declared.assistant?.called)
        : new ApiError("METHOD_NOT_ALLOWED", `${request.method} is not possible here; use GET`, {
            allow: "GET",
          });
      if (error !== undefined) {
        return refusal(error, headers, refused);
      }
      if (values === null) {
        throw new Error("The database answered a request without arguments.");
      }
      return declared.shape === undefined
        ? jsonText(200, result.body, headers)
        : json(200, declared.shape(JSON.parse(result.body), values), headers);
    },
    {},
    refused,
  );
}
