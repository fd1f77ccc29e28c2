import { sha256Hex } from "./hashing.ts";
import { isRandomText, randomText } from "./random-text.ts";

const PREFIX = "phona_live_";
const SHOWN_CHARACTERS = 18;

/** A new API key: itself, to be shown once, and what is stored of it. */
export type NewApiKey = { key: string; hash: string; prefix: string };

/** Makes a key of `phona_live_` and 40 random characters of `[0-9A-Za-z]`, 238 bits. */
export function newApiKey(): NewApiKey {
  const key = PREFIX + randomText();
  return { key, hash: sha256Hex(key), prefix: key.slice(0, SHOWN_CHARACTERS) };
}

/** Whether a text could be a key: what else is sent is nobody's, which no database has to tell. */
export const isApiKey = (text: string): boolean =>
  text.startsWith(PREFIX) && isRandomText(text.slice(PREFIX.length));

/** The token of an `Authorization: Bearer` header; empty where there is none. */
export function bearerToken(headers: Headers): string {
  return /^Bearer +([\x21-\x7e]{1,4096}) *$/i.exec(headers.get("authorization") ?? "")?.[1] ?? "";
}

/** The key of an `X-API-KEY` header; empty where there is none. */
export const headerKey = (headers: Headers): string => headers.get("x-api-key")?.trim() ?? "";

/** The key of an `X-API-KEY` header, else that of an `Authorization: Bearer` one. */
export const headerKeyOrBearer = (headers: Headers): string => headerKey(headers) || bearerToken(headers);
