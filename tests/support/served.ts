import { extname } from "node:path";
import type { StaticFile } from "../../src/local/functions.ts";
import type { Supabase } from "../../src/local/supabase.ts";
import { siteFiles } from "../../src/site/files.ts";
import { contentSecurityPolicy } from "../../src/site/headers.ts";

const TYPES: Record<string, string> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".svg": "image/svg+xml",
};

/** The files of the site as Netlify serves them: with the built headers, and each page by its address. */
export async function servedFiles({
  url,
  anonKey,
}: Pick<Supabase, "url" | "anonKey">): Promise<Record<string, StaticFile>> {
  const { "/_headers": _, ...files } = await siteFiles({ supabaseUrl: url, anonKey });
  const headers = { "content-security-policy": contentSecurityPolicy(url) };
  const served = Object.entries(files).map(([path, content]): [string, StaticFile] => [
    path === "/app/index.html" ? "/app/*" : path,
    { content, type: TYPES[extname(path)] ?? "text/plain", headers },
  ]);
  return Object.fromEntries(served);
}
