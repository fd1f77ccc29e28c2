import { expect, test } from "vitest";
import { buildDashboard, FIRST_LOAD, firstLoad } from "../../src/dashboard/bundle.ts";

const SETTINGS = { supabaseUrl: "https://abcd.supabase.co", anonKey: "sb_publishable_<&>" };

test("what a browser loads first is within its limit", async () => {
  expect(FIRST_LOAD).toBe(150_000);
  expect(firstLoad(await buildDashboard(SETTINGS))).toBeLessThanOrEqual(FIRST_LOAD);
});

test("the page has nothing inline, names all it needs, and says where Supabase is", async () => {
  const files = await buildDashboard(SETTINGS);
  const page = files["/app/index.html"] ?? "";
  expect(page).not.toMatch(/<style|style=|<script(?![^>]*\ssrc=)|\son\w+=/);
  const named = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path]) => path ?? "");
  const kinds = new Set(named.map((path) => path.replace(/-.*\./, ".")));
  expect([...kinds].sort()).toEqual(
    ["app.js", "chunk.js", "icon.svg", "style.css"].map((name) => `/assets/${name}`),
  );
  expect(Object.keys(files)).toEqual(expect.arrayContaining(named));
  expect(page).toContain('<meta name="supabase-url" content="https://abcd.supabase.co">');
  expect(page).toContain('content="sb_publishable_&#60;&#38;&#62;"');
});

test("what draws charts is loaded only where there is one", async () => {
  const files = await buildDashboard(SETTINGS);
  const [plot, ...others] = Object.keys(files).filter((path) => files[path]?.includes("u-cursor-pt"));
  expect(plot).toMatch(/^\/assets\/plot-/);
  expect(others).toEqual([expect.stringMatching(/^\/assets\/style-/)]);
  expect(files["/app/index.html"]).not.toContain(plot);
});

test("an asset has another path as soon as it is another, and the same as long as it is not", async () => {
  const assets = async (settings: typeof SETTINGS) =>
    Object.keys(await buildDashboard(settings)).filter((path) => path.startsWith("/assets/"));
  const paths = await assets(SETTINGS);
  for (const path of paths) {
    expect(path).toMatch(/^\/assets\/[a-z]+-[0-9A-Z]{8}\.(js|css|svg)$/);
  }
  expect(await assets({ supabaseUrl: "", anonKey: "" })).toEqual(paths);
});
