import * as z from "zod/mini";
import { askApi } from "./request.ts";

const PATH = "/api/v1/share-links";

const link = z.object({
  id: z.string(),
  name: z.string(),
  assistant_id: z.string(),
  created_at: z.string(),
  last_used_at: z.nullable(z.string()),
  expires_at: z.nullable(z.string()),
});

/** A share link as it is listed: without what opens it. */
export type ShareLink = z.infer<typeof link>;

const created = z.object({ data: z.extend(link, { url: z.string() }) });

/** A share link as it is shown once. */
export type CreatedShareLink = z.infer<typeof created>["data"];

export type NewShareLink = { assistant_id: string; name: string; expires_at: string | null };

/** The links of an assistant that work, newest first. */
export const listShareLinks = async (assistantId: string, signal: AbortSignal): Promise<ShareLink[]> =>
  z
    .object({ data: z.array(link) })
    .parse(await askApi(`${PATH}?assistant_id=${encodeURIComponent(assistantId)}`, { signal })).data;

export const createShareLink = async (wish: NewShareLink): Promise<CreatedShareLink> =>
  created.parse(await askApi(PATH, { method: "POST", body: wish })).data;

/** Revokes a link, which is dead at the next request. */
export const revokeShareLink = (id: string): Promise<unknown> =>
  askApi(`${PATH}?id=${encodeURIComponent(id)}`, { method: "DELETE" });
