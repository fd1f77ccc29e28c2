import { Failure } from "../api/request.ts";
import { type Ask, addressOf } from "./ask.ts";

/** An answer as it is shown: in its own text, JSON indented. */
export type Shown = {
  status: number;
  milliseconds: number;
  limits: [name: string, value: string][];
  text: string;
};

const LIMITS = ["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset", "Retry-After"];

function legible(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function headersOf({ headers, credential, body }: Ask, secret: string): Headers {
  try {
    return new Headers([
      ...headers,
      ...(body === undefined ? [] : [["content-type", body.type] satisfies [string, string]]),
      ...(credential === undefined || secret === ""
        ? []
        : [[credential.header, credential.before + secret] satisfies [string, string]]),
    ]);
  } catch {
    throw new Failure(
      0,
      "UNSENDABLE",
      "A header can't hold this: a key or id has letters without accents only.",
    );
  }
}

/**
 * Sends a request as its example does.
 *
 * @param secret the key or token; empty to send none
 * @throws Failure where nothing answered
 */
export async function send(ask: Ask, secret: string): Promise<Shown> {
  const init = {
    method: ask.method,
    headers: headersOf(ask, secret),
    ...(ask.body && { body: ask.body.text }),
  };
  const begin = performance.now();
  let response: Response;
  let text: string;
  try {
    response = await fetch(addressOf(ask), { ...init, cache: "no-store" });
    text = await response.text();
  } catch {
    throw new Failure(
      0,
      "UNREACHABLE",
      "The server can't be reached. Check your connection, then try again.",
    );
  }
  const { status, headers } = response;
  return {
    status,
    milliseconds: Math.round(performance.now() - begin),
    limits: LIMITS.flatMap((name) => {
      const value = headers.get(name);
      return value === null ? [] : [[name, value] satisfies [string, string]];
    }),
    text: legible(text),
  };
}
