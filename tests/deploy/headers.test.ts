import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";

const resolved = z.object({
  config: z.object({
    build: z.object({
      publish: z.string(),
      command: z.string(),
      environment: z.record(z.string(), z.string()),
    }),
    headers: z.array(z.object({ for: z.string(), values: z.record(z.string(), z.string()) })),
  }),
});

/** netlify.toml as Netlify's own command line understands it. */
async function readConfig() {
  const netlify = createRequire(createRequire(import.meta.url).resolve("netlify-cli/package.json"));
  const { resolveConfig } = await import(pathToFileURL(netlify.resolve("@netlify/config")).href);
  const cwd = fileURLToPath(new URL("../../", import.meta.url));
  return resolved.parse(
    await resolveConfig({ cwd, offline: true, buffer: true, mode: "cli", context: "production" }),
  ).config;
}

const { build, headers } = await readConfig();

/** The headers that a file is served with. */
function headersOf(path: string): Record<string, string> {
  const matching = headers.filter(({ for: rule }) => rule === path || rule === "/*");
  return Object.fromEntries(
    matching.flatMap(({ values }) =>
      Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]),
    ),
  );
}

test("every file is served with the headers that keep it from being abused", () => {
  for (const path of ["/", "/index.html", "/widget.js"]) {
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

test("the content security policy allows nothing inline, evaluated or from elsewhere", () => {
  const policy = headersOf("/")["content-security-policy"] ?? "";
  const allowed = policy.split("; ").flatMap((directive) => directive.split(" ").slice(1));
  expect(new Set(allowed)).toEqual(new Set(["'none'", "'self'"]));
});

test("any site may load the widget, also with crossorigin and integrity, and sees a new one within an hour", () => {
  expect(headersOf("/widget.js")).toMatchObject({
    "access-control-allow-origin": "*",
    "cache-control": "public, max-age=3600, stale-while-revalidate=86400",
    "cross-origin-resource-policy": "cross-origin",
  });
});

test("only the widget is opened to other sites", () => {
  expect(headersOf("/")).not.toHaveProperty("access-control-allow-origin");
  expect(headersOf("/")).not.toHaveProperty("cross-origin-resource-policy");
});

test("no header is set by two rules, which Netlify does not say how it settles", () => {
  const names = headers.flatMap(({ values }) => Object.keys(values).map((name) => name.toLowerCase()));
  expect(names.filter((name, position) => names.indexOf(name) !== position)).toEqual([]);
});

test("the site is built by npm run build on Node 22 and published from dist", () => {
  expect(build.command).toBe("npm run build");
  expect(build.publish).toMatch(/\/dist$/);
  expect(build.environment).toMatchObject({ NODE_VERSION: "22", AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" });
});
