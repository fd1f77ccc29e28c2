import * as z from "zod/mini";
import { askApi } from "./request.ts";

const PATH = "/.netlify/functions/generate-api-key";

export const SCOPES = ["analytics:read", "events:write", "visitors:manage"] as const;

const key = z.object({
  id: z.string(),
  name: z.string(),
  key_prefix: z.string(),
  scopes: z.array(z.string()),
  assistant_id: z.nullable(z.string()),
  created_at: z.string(),
  last_used_at: z.nullable(z.string()),
  expires_at: z.nullable(z.string()),
});

/** A key as it is listed: by its first characters. */
export type Key = z.infer<typeof key>;

const created = z.object({ data: z.extend(key, { key: z.string() }) });

/** A key as it is shown once. */
export type CreatedKey = z.infer<typeof created>["data"];

export type NewKey = {
  name: string;
  scopes: string[];
  assistant_id: string | null;
  /** A time with offset, or null for a key that does not expire. */
  expires_at: string | null;
};

/** The keys that work, newest first. */
export const listKeys = async (signal: AbortSignal): Promise<Key[]> =>
  z.object({ data: z.array(key) }).parse(await askApi(PATH, { signal })).data;

export const createKey = async (wish: NewKey): Promise<CreatedKey> =>
  created.parse(await askApi(PATH, { method: "POST", body: wish })).data;

/** Revokes a key, which is dead at the next request. */
export const revokeKey = (id: string): Promise<unknown> =>
  askApi(`${PATH}?id=${encodeURIComponent(id)}`, { method: "DELETE" });
