import * as z from "zod/mini";
import { askData, Failure } from "./request.ts";

const assistant = z.object({
  id: z.string(),
  name: z.string(),
  website_url: z.string(),
  allowed_hosts: z.array(z.string()),
  hosts: z.array(z.string()),
  blocked_ips: z.array(z.string()),
  blocked_hosts: z.array(z.string()),
  blocked_paths: z.array(z.string()),
  keep_message_text: z.boolean(),
  created_at: z.string(),
});

export type Assistant = z.infer<typeof assistant>;

/** What its owner says of an assistant. */
export type AssistantFields = Pick<Assistant, "name" | "website_url" | "allowed_hosts">;

/** What its owner keeps out of its figures. */
export type Blocked = Pick<Assistant, "blocked_ips" | "blocked_hosts" | "blocked_paths">;

const COLUMNS = `select=${Object.keys(assistant.shape).join(",")}`;

const read = (rows: unknown): Assistant[] => z.array(assistant).parse(rows);
const one = (id: string): string => `assistants?id=eq.${encodeURIComponent(id)}&${COLUMNS}`;

function first(rows: unknown): Assistant {
  const [row] = read(rows);
  if (row === undefined) {
    throw new Failure(404, "ASSISTANT_NOT_FOUND", "There is no such assistant in this account.");
  }
  return row;
}

/** All assistants of the account, newest first. */
export const listAssistants = async (signal?: AbortSignal): Promise<Assistant[]> =>
  read(
    await askData(`assistants?order=created_at.desc,id&${COLUMNS}`, {
      ...(signal !== undefined && { signal }),
    }),
  );

export const getAssistant = async (id: string, signal: AbortSignal): Promise<Assistant> =>
  first(await askData(one(id), { signal }));

export const createAssistant = async (fields: AssistantFields): Promise<Assistant> =>
  first(await askData(`assistants?${COLUMNS}`, { method: "POST", body: fields }));

export const changeAssistant = async (id: string, fields: AssistantFields | Blocked): Promise<Assistant> =>
  first(await askData(one(id), { method: "PATCH", body: fields }));

/** Decides whether the texts of its messages are kept. */
export const keepMessageText = async (id: string, keep_message_text: boolean): Promise<Assistant> =>
  first(await askData(one(id), { method: "PATCH", body: { keep_message_text } }));

/** Deletes it with all that was recorded of it and all keys that are bound to it. */
export const deleteAssistant = async (id: string): Promise<Assistant> =>
  first(await askData(one(id), { method: "DELETE" }));
