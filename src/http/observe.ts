import { randomUUID } from "node:crypto";
import type { Context } from "@netlify/functions";
import { clock } from "../clock.ts";
import { currentTrace, type Trace, traced } from "../trace.ts";

/** To a tenth of a millisecond. */
const rounded = (milliseconds: number) => Math.round(milliseconds * 10) / 10;

/** What is known of an unexpected error that can't hold anything of the request. */
function describe(error: unknown): { name: string; code?: unknown; at?: string[] } {
  if (!(error instanceof Error)) {
    return { name: typeof error };
  }
  return {
    name: error.name,
    ...("code" in error && { code: error.code }),
    at:
      error.stack
        ?.split("\n")
        .filter((line) => line.startsWith("    at "))
        .slice(0, 8) ?? [],
  };
}

const decoded = (part: string) => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** The path of a request without what it says: of the parts that an endpoint leaves open, their names. */
function endpointOf({ url }: Request, { params = {} }: Context): string {
  const open = Object.entries(params);
  const shown = (part: string) => {
    const [name] = open.find(([, value]) => value === part || value === decoded(part)) ?? [];
    return name === undefined ? part : `:${name}`;
  };
  return new URL(url).pathname.split("/").map(shown).join("/");
}

/** Logs a request that has ended, on one line of JSON. */
function log(trace: Trace, status: number, duration: number, request: Request, context: Context): void {
  const level = status >= 500 || trace.failure !== undefined ? "error" : "info";
  const line = JSON.stringify({
    time: clock.now().toISOString(),
    level,
    request_id: trace.id,
    endpoint: endpointOf(request, context),
    method: request.method,
    status,
    duration_ms: rounded(duration),
    ...Object.fromEntries([...trace.waited].map(([whom, time]) => [`${whom}_ms`, rounded(time)])),
    ...trace.noted,
    ...(trace.failure !== undefined && { error: describe(trace.failure) }),
  });
  level === "error" ? console.error(line) : console.log(line);
}

/** How long a request took until it was answered, as browsers show it: `total`, and of that `db` and `auth`. */
function serverTiming({ waited }: Trace, total: number): string {
  const parts = { db: waited.get("database"), auth: waited.get("auth"), total };
  return Object.entries(parts)
    .flatMap(([name, time]) => (time === undefined ? [] : `${name};dur=${rounded(time)}`))
    .join(", ");
}

/**
 * For an answer that is sent while it is made: does what is left to do as a part of the request, which ends when
 * `end` is called, with the error if there is one, and not when the answer is given.
 */
export function sending(): { within: <Value>(work: () => Value) => Value; end: (failure?: unknown) => void } {
  const trace = currentTrace();
  let end: (failure?: unknown) => void = () => undefined;
  trace.sent = new Promise((resolve) => {
    end = resolve;
  });
  return { within: (work) => traced(trace, work), end };
}

/**
 * Answers a request and logs that on one line, when all of the answer is sent: which request, to which endpoint,
 * how it went and how long it took; of what it said only what the endpoint notes. The answer has the request's id.
 */
export async function observed(
  request: Request,
  context: Context,
  answer: () => Promise<Response>,
): Promise<Response> {
  const trace: Trace = { id: context.requestId || randomUUID(), waited: new Map(), noted: {} };
  const begin = performance.now();
  const duration = () => performance.now() - begin;
  const response = await traced(trace, answer);
  response.headers.set("x-request-id", trace.id);
  response.headers.set("server-timing", serverTiming(trace, duration()));
  const ended = () => log(trace, response.status, duration(), request, context);
  if (trace.sent === undefined) {
    ended();
  } else {
    trace.sent.then((failure) => {
      trace.failure = failure;
      ended();
    });
  }
  return response;
}
