import * as z from "zod/mini";
import { accessToken, endSession, refreshedToken } from "../session.ts";
import { settings } from "../settings.ts";
import { shareToken } from "../share.ts";

/** An answer that is none: its status (0 where nothing answered), its code and what a person is told. */
export class Failure extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = "Failure";
    this.status = status;
    this.code = code;
  }
}

export type Question = { method?: "GET" | "POST" | "PATCH" | "DELETE"; body?: unknown; signal?: AbortSignal };

const unreachable = () =>
  new Failure(0, "UNREACHABLE", "The server can't be reached. Check your connection, then try again.");

const refused = z.object({ error: z.object({ code: z.string(), message: z.string() }) });
const refusedByData = z.object({ code: z.string(), message: z.string() });

async function send(
  url: string,
  token: string,
  { method = "GET", body, signal }: Question,
  headers: Record<string, string>,
): Promise<Response> {
  try {
    return await fetch(url, {
      method,
      headers: {
        ...(token !== "" && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal !== undefined && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) {
      throw error;
    }
    throw unreachable();
  }
}

async function failureOf(response: Response): Promise<Failure> {
  const body: unknown = await response.json().catch(() => undefined);
  const [ours, theirs] = [refused.safeParse(body), refusedByData.safeParse(body)];
  if (ours.success) {
    return new Failure(response.status, ours.data.error.code, ours.data.error.message);
  }
  if (theirs.success) {
    return new Failure(response.status, theirs.data.code, theirs.data.message);
  }
  return new Failure(response.status, "UNEXPECTED", `The server answered with ${response.status}.`);
}

/**
 * Asks as who has the share link that is looked at, else as the signed-in user, once more with a new token where the first is refused: the session may
 * have been refreshed in another tab. Where that is refused too, the session is over.
 *
 * @throws Failure where there is no good answer
 */
async function ask(url: string, question: Question, headers: Record<string, string>): Promise<Response> {
  const shared = shareToken();
  let response = await send(url, shared ?? (await accessToken()), question, headers);
  if (response.status === 401 && shared === undefined) {
    const token = await refreshedToken();
    if (token === undefined) {
      throw unreachable();
    }
    response = token === "" ? response : await send(url, token, question, headers);
    if (response.status === 401) {
      await endSession();
    }
  }
  if (!response.ok) {
    throw await failureOf(response);
  }
  return response;
}

/** Asks one of the functions of this site: the API, or the management of keys. */
export async function askApi(path: string, question: Question = {}): Promise<unknown> {
  return (await ask(path, question, {})).json();
}

/** A file that one of the functions of this site answers with, and what it is to be called where that is said. */
export async function askFile(path: string): Promise<{ content: Blob; name: string | undefined }> {
  const response = await ask(path, {}, {});
  const said = response.headers.get("content-disposition") ?? "";
  return { content: await response.blob(), name: /filename="([^"/\\]+)"/.exec(said)?.[1] };
}

/** Asks what everybody may know, as nobody. */
export async function askOpenly(path: string, question: Question = {}): Promise<unknown> {
  const response = await send(path, "", question, {});
  if (!response.ok) {
    throw await failureOf(response);
  }
  return response.json();
}

/** Asks Supabase's Data API, which shows the rows that it changed. */
export async function askData(path: string, question: Question = {}): Promise<unknown> {
  const headers = { apikey: settings.anonKey, prefer: "return=representation" };
  return (await ask(`${settings.supabaseUrl}/rest/v1/${path}`, question, headers)).json();
}
