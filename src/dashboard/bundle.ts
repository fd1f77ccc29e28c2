import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import type { Settings } from "./settings.ts";

/** The hard limit of what a browser loads before it shows anything, in bytes compressed with Brotli. */
export const FIRST_LOAD = 150_000;

/** Files by their path on the site. */
export type Files = Record<string, string>;

const source = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** A path that changes with what is there, so that a browser may keep it for ever. */
function hashedPath(name: string, content: string): string {
  const hash = createHash("sha256").update(content).digest("base64url").replace(/[-_]/g, "").slice(0, 10);
  return `/assets/${basename(name, extname(name))}-${hash}${extname(name)}`;
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * Bundles the pages of the dashboard; nothing is written.
 *
 * @param settings where Supabase is; without, the dashboard says that it is not set up
 */
export async function buildDashboard(settings: Settings): Promise<Files> {
  const { outputFiles } = await build({
    entryPoints: { app: source("main.tsx"), style: source("style/main.css") },
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none",
    outdir: "/",
    tsconfigRaw: {},
  });
  const contents = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const [script = "", style = ""] = [contents.get("app.js"), contents.get("style.css")];
  const icon = await readFile(source("icon.svg"), "utf8");
  const values: Record<string, string> = {
    script: hashedPath("app.js", script),
    style: hashedPath("style.css", style),
    icon: hashedPath("icon.svg", icon),
    "supabase-url": settings.supabaseUrl,
    "supabase-anon-key": settings.anonKey,
  };
  const template = await readFile(source("index.html"), "utf8");
  const page = template.replace(/\{([\w-]+)\}/g, (_, name: string) => escaped(values[name] ?? ""));
  return {
    "/app/index.html": page,
    [values["script"] ?? ""]: script,
    [values["style"] ?? ""]: style,
    [values["icon"] ?? ""]: icon,
  };
}

/** What a browser loads of these files, in bytes as they are sent. */
export const firstLoad = (files: Files): number =>
  Object.values(files).reduce((sum, content) => sum + brotliCompressSync(content).length, 0);
