import type { Context } from "@netlify/functions";
import { DatabaseError } from "../database/error.ts";
import { currentTrace } from "../trace.ts";
import { ApiError, unavailable } from "./errors.ts";
import { observed } from "./observe.ts";

/** A Netlify function. */
export type Handler = (request: Request, context: Context) => Promise<Response>;

/** What every response says: for the caller only, as what it claims to be, and no page. */
const COMMON = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "strict-transport-security": "max-age=63072000",
  "x-content-type-options": "nosniff",
};

/** A response of the type that its headers say, which no cache keeps. */
export const content = (
  status: number,
  body: string | ReadableStream<Uint8Array<ArrayBuffer>>,
  headers: Record<string, string>,
): Response => new Response(body, { status, headers: { ...COMMON, ...headers } });

/** The same of JSON that is there already. */
export const jsonText = (status: number, body: string, headers: Record<string, string> = {}): Response =>
  content(status, body, { "content-type": "application/json; charset=utf-8", ...headers });

/** The same of a value. */
export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  jsonText(status, JSON.stringify(body), headers);

/** The status and the body that a refusal is shown with. */
export type ErrorShape = (error: ApiError) => { status: number; body: unknown };

/** As the product's own API documents it. */
export const documented: ErrorShape = ({ status, body }) => ({ status, body });

/** A refusal, in the documented shape where there is no other. */
export function refusal(
  error: ApiError,
  headers: Record<string, string>,
  shown: ErrorShape = documented,
): Response {
  const { status, body } = shown(error);
  return json(status, body, { ...headers, ...error.headers });
}

/** A response without a body. */
export function empty(headers: Record<string, string>): Response {
  return new Response(null, { status: 204, headers: { ...COMMON, ...headers } });
}

/**
 * Turns what a handler throws into the documented error shape. An unexpected error is logged with
 * the request's id and shown as `INTERNAL_ERROR` with that id, never with its message; that of a
 * database which is away as `UNAVAILABLE`.
 */
export function answering(
  handler: Handler,
  headers: Record<string, string> = {},
  shown: ErrorShape = documented,
): Handler {
  const answer: Handler = async (request, context) => {
    try {
      return await handler(request, context);
    } catch (error) {
      if (error instanceof ApiError) {
        return refusal(error, headers, shown);
      }
      const trace = currentTrace();
      trace.failure = error;
      if (error instanceof DatabaseError && error.isAway) {
        return refusal(unavailable(), headers, shown);
      }
      const internal = new ApiError(
        "INTERNAL_ERROR",
        `Something went wrong on our end; please tell support the request id ${trace.id}.`,
      );
      return refusal(internal, headers, shown);
    }
  };
  return (request, context) => observed(request, context, () => answer(request, context));
}
