import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** The hard limits of `widget.js`, in bytes. */
export const LIMITS = { minified: 4_096, gzipped: 1_750 };

/** Bundles and minifies the browser script; nothing is written. */
export const buildWidget = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("main.ts", import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2020",
    // Sloppy mode, in which a `window.phona` that the page made read-only is no error.
    tsconfigRaw: {},
  });
  // Whatever a page did to the globals, loading the script must not raise an error in it.
  return `try{${outputFiles.map((file) => file.text.trim()).join("")}}catch{}`;
};

/** Sizes of a bundle in bytes, as the limits count them. */
export const widgetSizes = (script: string): typeof LIMITS => ({
  minified: Buffer.byteLength(script),
  gzipped: gzipSync(script, { level: 9 }).length,
});
