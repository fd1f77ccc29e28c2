import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { buildDashboard, type Files } from "../dashboard/bundle.ts";
import type { Settings } from "../dashboard/settings.ts";
import { buildWidget } from "../widget/bundle.ts";
import { headersFile } from "./headers.ts";

/** All files of the site: the widget, the dashboard and the headers that they are served with. */
export async function siteFiles(settings: Settings): Promise<Files> {
  const [widget, dashboard] = await Promise.all([buildWidget(), buildDashboard(settings)]);
  return { "/widget.js": widget, ...dashboard, ...headersFile(settings.supabaseUrl) };
}

/**
 * Writes the files of the site, each under another name first: who serves it never sees half of one.
 * Assets of earlier builds go; what else is in the folder stays.
 */
export async function writeSite(folder: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const unfinished = join(folder, `.unfinished-${process.pid}`);
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(unfinished, content);
    await rename(unfinished, join(folder, path));
  }
  const assets = await readdir(join(folder, "assets"));
  const stale = assets.filter((name) => !(`/assets/${name}` in files));
  await Promise.all(stale.map((name) => rm(join(folder, "assets", name), { force: true })));
}
