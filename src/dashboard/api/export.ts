import * as z from "zod/mini";
import type { Parameters } from "./reports.ts";
import { askApi, askFile } from "./request.ts";

/** What is exported: an endpoint, what it is asked with, and where its list is in what it answers. */
export type Exported = { path: string; parameters: Parameters; list: string };

/** A file that is to be kept: what is in it, and what it is called. */
export type KeptFile = { content: Blob; name: string };

const MOST = "500";

const page = z.looseObject({ meta: z.optional(z.object({ total: z.number() })) });
const rows = z.array(z.unknown());

const nameOf = (path: string, { start_date, end_date }: Parameters, kind: string): string =>
  [["phona", path.split("/").at(-1), start_date, end_date].filter(Boolean).join("-"), kind].join(".");

const asked = (path: string, parameters: Parameters): string => `${path}?${new URLSearchParams(parameters)}`;

/** The whole result as CSV, whatever part of it is shown. */
export async function exportCsv({ path, parameters }: Exported): Promise<KeptFile> {
  const { limit: _, offset: __, ...whole } = parameters;
  const { content, name } = await askFile(asked(path, { ...whole, format: "csv" }));
  return { content, name: name ?? nameOf(path, parameters, "csv") };
}

/** The whole result as the API answers it, its list put together from as many pages as there are. */
export async function exportJson({ path, parameters, list }: Exported): Promise<KeptFile> {
  const { limit, offset: _, ...whole } = parameters;
  const isPaged = limit !== undefined;
  const found: unknown[] = [];
  for (;;) {
    const part = { ...whole, ...(isPaged && { limit: MOST, offset: String(found.length) }) };
    const answer = page.parse(await askApi(asked(path, part)));
    if (!isPaged || answer.meta === undefined) {
      return { content: new Blob([JSON.stringify(answer, null, 2)]), name: nameOf(path, parameters, "json") };
    }
    const more = rows.parse(answer[list]);
    found.push(...more);
    if (more.length === 0 || found.length >= answer.meta.total) {
      const text = JSON.stringify({ ...answer, [list]: found, meta: { total: found.length } }, null, 2);
      return { content: new Blob([text]), name: nameOf(path, parameters, "json") };
    }
  }
}
