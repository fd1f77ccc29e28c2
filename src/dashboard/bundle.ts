import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import type { Settings } from "./settings.ts";

/** The hard limit of what a browser loads, also where it opens every page, in bytes compressed with Brotli. */
export const FIRST_LOAD = 150_000;

/** Files by their path on the site. */
export type Files = Record<string, string>;

const source = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** A path that changes with what is there, so that a browser may keep it for ever. */
const HASHED = "assets/[name]-[hash]";

const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/**
 * Bundles the pages of the dashboard; nothing is written. What is imported only when it is needed has a file of its own.
 *
 * @param settings where Supabase is; without, the dashboard says that it is not set up
 */
export async function buildDashboard(settings: Settings): Promise<Files> {
  const { outputFiles, metafile } = await build({
    entryPoints: { app: source("main.tsx"), style: source("style/main.css"), icon: source("icon.svg") },
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    metafile: true,
    absWorkingDir: "/",
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none",
    loader: { ".svg": "copy" },
    entryNames: HASHED,
    chunkNames: HASHED,
    outdir: "/",
    tsconfigRaw: {},
  });
  const assets = Object.fromEntries(outputFiles.map(({ path, text }) => [path, text]));
  const pathOf = (name: string) => Object.keys(assets).find((path) => path.startsWith(`/assets/${name}-`));
  const script = pathOf("app") ?? "";
  const needed = metafile.outputs[script.slice(1)]?.imports.filter(({ kind }) => kind === "import-statement");
  const values: Record<string, string | undefined> = {
    script,
    style: pathOf("style"),
    icon: pathOf("icon"),
    "supabase-url": settings.supabaseUrl,
    "supabase-anon-key": settings.anonKey,
  };
  const template = await readFile(source("index.html"), "utf8");
  const page = template.replace(/\{([\w-]+)\}/g, (_, name: string) => escaped(values[name] ?? ""));
  // What the script imports is asked for with it, not after it has come.
  const preloads = (needed ?? []).map(({ path }) => `<link rel="modulepreload" href="/${escaped(path)}">\n`);
  return { "/app/index.html": page.replace("<script", `${preloads.join("")}<script`), ...assets };
}

/** What a browser loads of these files, in bytes as they are sent. */
export const firstLoad = (files: Files): number =>
  Object.values(files).reduce((sum, content) => sum + brotliCompressSync(content).length, 0);
