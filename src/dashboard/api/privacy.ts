import * as z from "zod/mini";
import type { KeptFile } from "./export.ts";
import { askApi, askData, Failure } from "./request.ts";

const PATH = "/api/v1/visitor";

/** As many entries as the API lists at once. */
const PAGE = 500;

const held = z.object({
  data: z.array(z.unknown()),
  linked: z.array(z.string()),
  meta: z.object({ total: z.number() }),
});

const count = z.number();
const erased = z.object({
  data: z.object({
    erased: z.object({
      sessions: count,
      page_views: count,
      widget_events: count,
      conversations: count,
      messages: count,
      purchases: count,
      other_events: count,
    }),
    linked: z.array(z.string()),
  }),
});

/** How much went with a visitor, by kind, and as whom else they are known. */
export type Erased = z.infer<typeof erased>["data"];

type Who = { assistant_id: string; visitor_id: string };

const asked = (who: Who, more: Record<string, string> = {}) =>
  `${PATH}?${new URLSearchParams({ ...who, ...more })}`;

/** All that is held on a visitor, as a file. */
export async function exportVisitor(who: Who): Promise<KeptFile> {
  const entries: unknown[] = [];
  for (;;) {
    const more = { limit: String(PAGE), offset: String(entries.length) };
    const { data, linked, meta } = held.parse(await askApi(asked(who, more)));
    entries.push(...data);
    if (data.length === 0 || entries.length >= meta.total) {
      const text = JSON.stringify({ ...who, linked, data: entries }, null, 2);
      return {
        content: new Blob([text], { type: "application/json" }),
        name: `phona-visitor-${who.visitor_id}.json`,
      };
    }
  }
}

/** Deletes all that is held on a visitor, for good. */
export const eraseVisitor = async (who: Who): Promise<Erased> =>
  erased.parse(await askApi(asked(who), { method: "DELETE" })).data;

const account = z.object({ id: z.string(), retention_days: z.number() });

/** For how long an account keeps rows. */
export type Retention = z.infer<typeof account>;

function first(rows: unknown): Retention {
  const [row] = z.array(account).parse(rows);
  if (row === undefined) {
    throw new Failure(404, "NOT_FOUND", "This account is not there any more.");
  }
  return row;
}

export const getRetention = async (signal: AbortSignal): Promise<Retention> =>
  first(await askData("accounts?select=id,retention_days", { signal }));

export const changeRetention = async (id: string, retention_days: number): Promise<Retention> =>
  first(
    await askData(`accounts?id=eq.${encodeURIComponent(id)}&select=id,retention_days`, {
      method: "PATCH",
      body: { retention_days },
    }),
  );
