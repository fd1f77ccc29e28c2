import type { Parameters } from "./reports.ts";
import { askFile } from "./request.ts";

/** What is exported: an endpoint, and what it is asked with; its `limit` is for what is shown. */
export type Exported = { path: string; parameters: Parameters };

/** A file that is to be kept: what is in it, and what it is called. */
export type KeptFile = { content: Blob; name: string };

const nameOf = (path: string, { start_date, end_date }: Parameters): string =>
  ["phona", path.split("/").at(-1), start_date, end_date].filter(Boolean).join("-");

async function whole({ path, parameters }: Exported, asked: Parameters, ending: string): Promise<KeptFile> {
  const { content, name } = await askFile(`${path}?${new URLSearchParams(asked)}`);
  return { content, name: name ?? `${nameOf(path, parameters)}.${ending}` };
}

/** The whole result as CSV, whatever part of it is shown. */
export function exportCsv(exported: Exported): Promise<KeptFile> {
  const { limit: _, offset: __, ...asked } = exported.parameters;
  return whole(exported, { ...asked, format: "csv" }, "csv");
}

/** The whole result as the API answers it. */
export function exportJson(exported: Exported): Promise<KeptFile> {
  const { limit, offset: _, ...asked } = exported.parameters;
  return whole(exported, { ...asked, ...(limit !== undefined && { limit: "all" }) }, "json");
}
