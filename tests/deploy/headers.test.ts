import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";
import { siteFiles, writeSite } from "../../src/site/files.ts";

const resolved = z.object({
  config: z.object({
    build: z.object({
      publish: z.string(),
      command: z.string(),
      environment: z.record(z.string(), z.string()),
    }),
    redirects: z.array(z.object({ from: z.string(), to: z.string(), status: z.number() })),
    headers: z.array(z.object({ for: z.string(), values: z.record(z.string(), z.string()) })),
  }),
});

const PROJECT = "https://abcd.supabase.co";

/** netlify.toml and what the build adds to it, as Netlify's own command line understands them. */
async function readConfig() {
  const netlify = createRequire(createRequire(import.meta.url).resolve("netlify-cli/package.json"));
  const { resolveConfig } = await import(pathToFileURL(netlify.resolve("@netlify/config")).href);
  const cwd = mkdtempSync(join(tmpdir(), "phona-headers-"));
  try {
    copyFileSync(new URL("../../netlify.toml", import.meta.url), join(cwd, "netlify.toml"));
    await writeSite(join(cwd, "dist"), await siteFiles({ supabaseUrl: PROJECT, anonKey: "anon" }));
    return resolved.parse(
      await resolveConfig({ cwd, offline: true, buffer: true, mode: "cli", context: "production" }),
    ).config;
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

const { build, headers, redirects } = await readConfig();

const applies = (rule: string, path: string) =>
  rule.endsWith("/*") ? path.startsWith(rule.slice(0, -1)) : rule === path;

/** The headers that a file is served with. */
function headersOf(path: string): Record<string, string> {
  const matching = headers.filter(({ for: rule }) => applies(rule, path));
  return Object.fromEntries(
    matching.flatMap(({ values }) =>
      Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]),
    ),
  );
}

test("every file is served with the headers that keep it from being abused", () => {
  for (const path of ["/", "/app/index.html", "/widget.js"]) {
    expect(headersOf(path), path).toMatchObject({
      "content-security-policy": expect.stringMatching(/^default-src 'none';.* frame-ancestors 'none'$/),
      "cross-origin-opener-policy": "same-origin",
      "permissions-policy": expect.stringContaining("geolocation=()"),
      "referrer-policy": "strict-origin-when-cross-origin",
      "strict-transport-security": expect.stringMatching(/^max-age=\d{8}$/),
      "x-content-type-options": "nosniff",
    });
  }
});

test("the content security policy allows nothing inline or evaluated, and to ask the Supabase project only", () => {
  const policy = headersOf("/")["content-security-policy"] ?? "";
  const allowed = policy.split("; ").flatMap((directive) => directive.split(" ").slice(1));
  expect(new Set(allowed)).toEqual(new Set(["'none'", "'self'", PROJECT]));
  expect(policy).toContain(`connect-src 'self' ${PROJECT};`);
});

test("any site may load the widget, also with crossorigin and integrity, and sees a new one within an hour", () => {
  expect(headersOf("/widget.js")).toMatchObject({
    "access-control-allow-origin": "*",
    "cache-control": "public, max-age=3600, stale-while-revalidate=86400",
    "cross-origin-resource-policy": "cross-origin",
  });
});

test("the dashboard's files are kept for ever by their names, and its page is asked for each time", () => {
  expect(headersOf("/assets/app-0123456789.js")["cache-control"]).toBe("public, max-age=31536000, immutable");
  expect(headersOf("/app/index.html")).not.toHaveProperty("cache-control");
});

test("every address of the dashboard is its page, and a missing asset is none", () => {
  expect(redirects).toEqual([
    { from: "/", to: "/app/", status: 302 },
    { from: "/app/*", to: "/app/index.html", status: 200 },
  ]);
});

test("only the widget is opened to other sites", () => {
  expect(headersOf("/")).not.toHaveProperty("access-control-allow-origin");
  expect(headersOf("/")).not.toHaveProperty("cross-origin-resource-policy");
});

test("no header is set by two rules, which Netlify does not say how it settles", () => {
  for (const path of ["/", "/app/index.html", "/assets/app-0123456789.js", "/widget.js"]) {
    const names = headers
      .filter(({ for: rule }) => applies(rule, path))
      .flatMap(({ values }) => Object.keys(values).map((name) => name.toLowerCase()));
    expect(
      names.filter((name, position) => names.indexOf(name) !== position),
      path,
    ).toEqual([]);
  }
});

test("the site is built by npm run build on Node 22 and published from dist", () => {
  expect(build.command).toBe("npm run build");
  expect(build.publish).toMatch(/\/dist$/);
  expect(build.environment).toMatchObject({ NODE_VERSION: "22", AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" });
});
