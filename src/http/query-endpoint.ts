import type { Context } from "@netlify/functions";
import { z } from "zod";
import { bearerToken } from "../auth/api-keys.ts";
import { sha256Hex } from "../auth/hashing.ts";
import { isSessionToken, userOf } from "../auth/session.ts";
import { clock } from "../clock.ts";
import { call } from "../database/client.ts";
import { note } from "../trace.ts";
import { callerHash } from "./caller.ts";
import { asking, type Endpoint } from "./endpoint.ts";
import { ApiError, type ErrorCode } from "./errors.ts";
import { exported, type Wanted, wantedOf } from "./export.ts";
import { readFields } from "./fields.ts";
import { keyRefusal } from "./key-refusal.ts";
import { noteAnswer, reachedBy } from "./limits.ts";
import { readParameters } from "./parameters.ts";
import { rate, rateHeaders, rateLimited } from "./rate.ts";
import { answering, type ErrorShape, type Handler, json, jsonText, refusal } from "./respond.ts";
import { type Tabled, tableOf } from "./table.ts";
import { WANTED_ZONE } from "./zones.ts";

const answer = z.object({
  status: z.union([z.literal([200, 400, 401, 403, 404, 429])]),
  rate,
  reason: z.string().nullish(),
  /** The first day of which rows are kept, where a report of earlier ones can't be had. */
  kept_from: z.string().optional(),
  /** JSON, as it goes to the caller. */
  body: z.string().default("null"),
});

/** What every report may find wrong in the database. */
const PROBLEMS: Record<string, string> = { timezone: `timezone: ${WANTED_ZONE}` };

/** What is told of a range that begins before the rows that a report needs. */
const deletedBefore = (day: string) =>
  `What was recorded before ${day} has been deleted, and only totals of it remain; this report can begin on ${day}`;

/** A part of the path. One that no assistant's id can be is nobody's. */
function named({ params }: Context, part: string): string {
  const id = params?.[part] ?? "";
  return /^[\w-]{1,100}$/.test(id) ? id : "";
}

/** What an endpoint declares of a report: which one it is, and what is asked and answered about it. */
type Declared<Values> = {
  report: string | ((values: Values) => string);
  /** What the API calls an assistant's id, if not `assistant_id`, and whether it is a part of the path. */
  assistant?: { called: string; isInPath: boolean };
  /** What the report is asked with, where it is not the values themselves; throws an `ApiError` where they don't go together. */
  asked?: (values: Values) => Record<string, unknown>;
  /** Where the key is, if not in an `Authorization: Bearer` header. */
  keyIn?: (headers: Headers) => string;
  /** How refusals look, if not as documented for the reports. */
  refused?: ErrorShape;
  /** What is told of values that only the database can find wrong, by the reason that it gives. */
  problems?: Record<string, string>;
  /** What is told where the one thing that a report is about is not there. */
  missing?: { code: ErrorCode; message: string };
  /** What the caller is shown of the report, asked for at `origin`; the report itself where there is none. */
  shape?: (report: unknown, values: Values, origin: string) => unknown;
  /** The table that the report is written as, where it takes a format. */
  table?: Tabled<Values>;
};

/** How an endpoint is asked: by which method, and with what, which an `ApiError` finds wrong. */
type Reading<Values> = {
  method: "GET" | "POST";
  read: (request: Request, context: Context) => Values | Promise<Values>;
};

/** What is asked of a report, the values that say so, and how it is wanted, if not as it is. */
type Asked<Values> = { values: Values; arguments: Record<string, unknown>; wanted: Wanted | undefined };

/** Who asks: with what, and for which account, where that is the token of a session which Auth has verified. */
type Caller = { token: string; account: string | null };

async function callerOf({ method }: { method: string }, token: string, request: Request): Promise<Caller> {
  const account = request.method === method && isSessionToken(token) ? await userOf(token) : null;
  account !== null && note({ account_id: account });
  return { token, account };
}

const notPossible = ({ method }: Request, possible: string) =>
  new ApiError("METHOD_NOT_ALLOWED", `${method} is not possible here; use ${possible}`, { allow: possible });

/** What a request asks, or what is wrong with it. Without a key, or with a wrong method, it is not read. */
async function askedBy<Values extends Record<string, unknown>>(
  { method, read }: Reading<Values>,
  { asked, table }: Declared<Values>,
  { token, account }: Caller,
  request: Request,
  context: Context,
): Promise<{ asked?: Asked<Values>; problem?: ApiError }> {
  if (request.method !== method) {
    return { problem: notPossible(request, method) };
  }
  if (token === "" || (isSessionToken(token) && account === null)) {
    return {};
  }
  try {
    const values = await read(request, context);
    const wanted = wantedOf(table, values, request);
    return { asked: { values, arguments: { ...(asked?.(values) ?? values), ...wanted?.part }, wanted } };
  } catch (problem) {
    if (problem instanceof ApiError) {
      return { problem };
    }
    throw problem;
  }
}

/** The report that is asked for; empty where only the values tell which, and they are wrong. */
function reportOf<Values>({ report }: Declared<Values>, asked: Asked<Values> | undefined): string {
  if (typeof report === "string") {
    return report;
  }
  return asked === undefined ? "" : report(asked.values);
}

/** What the caller is told in place of a report; undefined where nothing was wrong. */
function refusalOf<Values>(
  { assistant, problems, missing }: Declared<Values>,
  result: z.infer<typeof answer>,
  problem: ApiError | undefined,
  { token }: Caller,
): ApiError | undefined {
  if (problem?.code === "METHOD_NOT_ALLOWED") {
    return problem;
  }
  const reason = result.reason ?? "";
  switch (result.status) {
    case 400:
      if (result.kept_from !== undefined) {
        return new ApiError("DATA_DELETED", deletedBefore(result.kept_from));
      }
      return (
        problem ??
        new ApiError("INVALID_PARAMETER", { ...PROBLEMS, ...problems }[reason] ?? `Invalid: ${reason}`)
      );
    case 404: {
      if (missing !== undefined && reason === "nothing") {
        return new ApiError(missing.code, missing.message);
      }
      const called = assistant?.called ?? "assistant_id";
      return new ApiError("ASSISTANT_NOT_FOUND", `The ${called} does not belong to this account`);
    }
    default:
      return keyRefusal(result, "analytics:read", token);
  }
}

/**
 * An endpoint that answers a request of an API key with one report, in one call to the database. A share link
 * may stand in the key's place, and the token of a signed-in user, which takes one call to Auth more: nothing
 * else knows whether the session has been ended.
 *
 * Checked in this order, whatever else is wrong: method, key, rate limit, scope, values, ownership.
 * The values are read before the call, because the call also counts the request; what is wrong with
 * them is told after it. Who is known to be over a limit is refused without that call.
 */
function endpoint<Values extends Record<string, unknown>>(
  declared: Declared<Values>,
  reading: Reading<Values>,
): Handler {
  const { keyIn = bearerToken, refused } = declared;
  return answering(
    async (request, context) => {
      const token = keyIn(request.headers);
      const asker = { keyHash: sha256Hex(token), ipHash: callerHash(context) };
      const reached = reachedBy(asker);
      if (reached !== undefined) {
        const isPossible = request.method === reading.method;
        const error = isPossible ? rateLimited(reached) : notPossible(request, reading.method);
        return refusal(error, rateHeaders(reached), refused);
      }
      const caller = await callerOf(reading, token, request);
      const { asked, problem } = await askedBy(reading, declared, caller, request, context);
      const name = reportOf(declared, asked);
      const query = (more: Record<string, unknown> = {}) =>
        call("query_report", {
          key_hash: asker.keyHash,
          report: name,
          arguments: asked?.arguments ?? null,
          ip_hash: asker.ipHash,
          at: clock.now().toISOString(),
          session_account: caller.account,
          ...more,
        });
      const result = answer.parse(await query());
      noteAnswer(asker, result);
      const headers = rateHeaders(result.rate);
      const error = refusalOf(declared, result, problem, caller);
      if (error !== undefined) {
        return refusal(error, headers, refused);
      }
      if (asked === undefined) {
        throw new Error("The database answered a request without arguments.");
      }
      // Now it is known to be an assistant's, and whose.
      note({ assistant_id: asked.arguments["assistant_id"] });
      const { shape } = declared;
      if (shape === undefined && asked.wanted === undefined) {
        return jsonText(200, result.body, headers);
      }
      const found: unknown = JSON.parse(result.body);
      const shown = shape === undefined ? found : shape(found, asked.values, new URL(request.url).origin);
      if (asked.wanted === undefined) {
        return json(200, shown, headers);
      }
      const next = async (offset: number) =>
        query({ arguments: { ...asked.arguments, offset }, continued: true });
      return exported(asked.wanted, { name, values: asked.values, report: shown, next }, headers);
    },
    {},
    refused,
  );
}

/** The parameters of a request, from its URL and from the headers that they may also come in. */
function given({ url, headers }: Request, alsoIn: Record<string, string> = {}): URLSearchParams {
  const search = new URL(url).searchParams;
  for (const [name, header] of Object.entries(alsoIn)) {
    const [inUrl, inHeader] = [search.get(name), headers.get(header)];
    if (inUrl !== null && inHeader !== null && inUrl !== inHeader) {
      throw new ApiError(
        "INVALID_PARAMETER",
        `${name} and the header ${header} differ: ${JSON.stringify(inUrl.slice(0, 100))} and ${JSON.stringify(inHeader.slice(0, 100))}; expected one of them, or both the same`,
      );
    }
    if (inUrl === null && inHeader !== null) {
      search.set(name, inHeader);
    }
  }
  return search;
}

/** What a strict schema reads of a URL, with the assistant that its path may name. */
type FromUrl<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape>> & { assistant_id?: string };

/**
 * An endpoint that is asked with GET and the parameters of its URL.
 *
 * @param declared.mostDays the longest range in days, where it is not the usual one
 * @param declared.alsoIn headers that a parameter may also come in, by its name
 */
export function queryEndpoint<Shape extends z.ZodRawShape>(
  declared: Declared<FromUrl<Shape>> & {
    parameters: z.ZodObject<Shape>;
    mostDays?: number;
    alsoIn?: Record<string, string>;
  },
): Endpoint {
  const { parameters, mostDays, assistant, alsoIn, table } = declared;
  const handler = endpoint<FromUrl<Shape>>(declared, {
    method: "GET",
    read: (request, context) => {
      const values = readParameters(parameters, given(request, alsoIn), mostDays);
      return assistant?.isInPath ? { ...values, assistant_id: named(context, assistant.called) } : values;
    },
  });
  const inPath = assistant?.isInPath ? assistant.called : undefined;
  return asking(handler, {
    method: "GET",
    parameters,
    ...(alsoIn && { alsoIn }),
    ...(inPath && { inPath }),
    ...(table && { table: tableOf(table, {}) }),
  });
}

/** The same of one that is asked with POST and a JSON object, which is read with a key only. */
export const bodyEndpoint = <Values extends Record<string, unknown>>(
  declared: Declared<Values> & { fields: z.ZodType<Values> },
): Endpoint =>
  asking(endpoint(declared, { method: "POST", read: (request) => readFields(declared.fields, request) }), {
    method: "POST",
    body: declared.fields,
  });
