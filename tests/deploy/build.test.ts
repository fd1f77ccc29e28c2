import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Blobs, startBlobs } from "../support/blobs.ts";
import { startStack } from "../support/stack.ts";
import { extract, readArchive } from "./archive.ts";
import { DOCUMENTED } from "./routes.ts";
import { buildSite, type Site } from "./site.ts";

/** What is only posted to, and says so before it looks for a key. */
const POSTED = ["events", "seasalt-generate-analytics", "track"];

/** What needs no credential: one holds the others, to say what they take. */
const REFERENCE = "openapi";
const OPEN = [REFERENCE, "health"];

/** When each function runs that nobody asks, as a cron expression in UTC. */
const SCHEDULED = { "cron-drain": "*/5 * * * *", "cron-retention": "37 * * * *", "cron-rollup": "7 * * * *" };

/** A third of it is Netlify's own, and most of the rest supabase-js and zod. */
const MOST_BYTES = 1_400_000;

const PACKAGES = [
  "@supabase/auth-js",
  "@supabase/functions-js",
  "@supabase/phoenix",
  "@supabase/postgrest-js",
  "@supabase/realtime-js",
  "@supabase/storage-js",
  "@supabase/supabase-js",
  "iceberg-js",
  "tslib",
  "zod",
];
const BLOBS = ["@netlify/blobs", "@netlify/otel", "@netlify/runtime-utils"];
const PACKAGES_OF: Record<string, string[]> = {
  "cron-drain": BLOBS,
  events: BLOBS,
  health: BLOBS,
  track: ["isbot", "ua-parser-js", ...BLOBS],
  [REFERENCE]: ["isbot", "ua-parser-js", ...BLOBS],
};

/** The parts of src that a function may hold; neither the local stack nor the browser's script. */
const ROOMS = [
  "auth",
  "clock",
  "database",
  "dialects",
  "environment",
  "http",
  "ingest",
  "rollup",
  "spill",
  "trace",
  "version",
];
const ROOMS_OF: Record<string, string[]> = {
  "cron-retention": ["retention"],
  [REFERENCE]: ["reference", "retention"],
};

const BROWSER =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** Calls a built function in a process that has nothing but the files of its archive. */
const CALL = `
  const [file, url, options] = process.argv.slice(1);
  const { default: handler } = await import(file);
  const context = { requestId: "of-a-test", ip: "198.51.100.7", geo: { country: { code: "GB" } } };
  const response = await handler(new Request(url, JSON.parse(options)), context);
  console.log(JSON.stringify({ status: response.status, body: await response.json() }));
`;

describe("netlify build --offline", () => {
  let site: Site;
  beforeAll(async () => {
    site = await buildSite();
  }, 180_000);
  afterAll(() => site?.remove());

  const endpoints = () => site.functions.filter(({ schedule }) => schedule === undefined);
  const archives = () => site.functions.map(({ name, path }) => ({ name, files: readArchive(path) }));

  test("deploys every documented route and nothing else", () => {
    const routes = endpoints().flatMap(
      ({ name, routes }) => routes?.map(({ pattern }) => pattern) ?? `/.netlify/functions/${name}`,
    );
    expect(routes.sort()).toEqual(DOCUMENTED);
  });

  test("runs by a schedule, which is no route, what is known to", () => {
    const scheduled = site.functions.filter(({ schedule }) => schedule !== undefined);
    expect(Object.fromEntries(scheduled.map(({ name, schedule }) => [name, schedule]))).toEqual(SCHEDULED);
    expect(scheduled.flatMap(({ routes }) => routes ?? [])).toEqual([]);
  });

  test("leaves every method to the functions, which answer those that are not possible", () => {
    expect(site.functions.flatMap(({ routes }) => routes?.flatMap(({ methods }) => methods) ?? [])).toEqual(
      [],
    );
  });

  test("runs functions on Node 22, whatever Node has built them", () => {
    expect(new Set(site.functions.map(({ runtimeVersion }) => runtimeVersion))).toEqual(
      new Set(["nodejs22.x"]),
    );
  });

  test("keeps each function small", () => {
    const sizes = site.functions.map(({ name, path }) => ({ name, bytes: statSync(path).size }));
    expect(sizes.filter(({ bytes }) => bytes > MOST_BYTES)).toEqual([]);
  });

  test("gives a function the packages it needs, and none of development", () => {
    for (const { name, files } of archives()) {
      const packages = new Set(
        [...files.keys()].flatMap((path) => /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []),
      );
      expect([...packages].sort(), name).toEqual([...PACKAGES, ...(PACKAGES_OF[name] ?? [])].sort());
    }
  });

  test("gives a function no module that only a development machine needs", () => {
    for (const { name, files } of archives()) {
      const own = [...files.keys()].filter((path) => !/^(___netlify-|node_modules\/)/.test(path));
      expect(own.sort(), name).toEqual([`netlify/functions/${name}.mjs`, "package.json"]);
      const bundled = `${files.get(`netlify/functions/${name}.mjs`)}`.matchAll(
        /^\/\/ (?:src|tests)\/([^/.]+)/gm,
      );
      const rooms = [...bundled].map(([, room]) => room);
      expect(rooms, name).toContain("http");
      expect([...ROOMS, ...(ROOMS_OF[name] ?? [])], name).toEqual(expect.arrayContaining(rooms));
    }
  });

  test("publishes the widget and the dashboard, and in nothing that it publishes the name of the service key", () => {
    const folder = join(site.folder, "dist");
    const published = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    expect(published.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["widget.js", "_headers", "index.html"]),
    );
    for (const { parentPath, name } of published) {
      expect(readFileSync(join(parentPath, name), "utf8"), name).not.toMatch(/service_role|sb_secret/i);
    }
  });

  describe("makes functions that run where nothing else is", () => {
    let stack: Awaited<ReturnType<typeof startStack>>;
    let blobs: Blobs;
    beforeAll(async () => {
      stack = await startStack();
      blobs = await startBlobs();
      for (const { name, files } of archives()) {
        extract(files, join(site.folder, "extracted", name));
      }
    });
    afterAll(async () => {
      await blobs?.stop();
      await stack?.stop();
    });

    /** Calls a function as it was built. */
    const call = async (name: string, search = "", options: RequestInit = {}, settings = {}) => {
      const file = join(site.folder, "extracted", name, "netlify/functions", `${name}.mjs`);
      const { stdout } = await promisify(execFile)(
        process.execPath,
        [
          "--input-type=module",
          "--eval",
          CALL,
          file,
          `https://example.com/${name}?${search}`,
          JSON.stringify(options),
        ],
        {
          env: {
            SUPABASE_URL: stack.supabase.url,
            SUPABASE_SERVICE_ROLE_KEY: stack.supabase.serviceRoleKey,
            NETLIFY_BLOBS_CONTEXT: blobs.context,
            ...settings,
          },
        },
      );
      // What it logs comes first.
      return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
    };

    test("each refuses a request without credentials in the documented shape", async () => {
      const closed = endpoints().filter(({ name }) => !OPEN.includes(name));
      // Each in a process of its own: all at once take longer than a function waits for the database.
      const refuses = async ({ name }: { name: string }) => {
        const [status, code] = POSTED.includes(name) ? [405, "METHOD_NOT_ALLOWED"] : [401, "UNAUTHORIZED"];
        const message = expect.any(String);
        const shapes: Record<string, unknown> = {
          seasalt: { detail: message },
          selzee: { error: code, details: message },
        };
        expect(await call(name), name).toEqual({
          status,
          body: shapes[name.split("-")[0] ?? ""] ?? { error: { code, message, status } },
        });
      };
      for (let first = 0; first < closed.length; first += 6) {
        await Promise.all(closed.slice(first, first + 6).map(refuses));
      }
    });

    test("the reference is there for anybody, with all that the others take", async () => {
      const { status, body } = await call(REFERENCE);
      expect([status, body.openapi, Object.keys(body.paths)]).toEqual([
        200,
        "3.1.1",
        expect.arrayContaining(["/api/v1/assistants", "/.netlify/functions/track"]),
      ]);
    });

    test("a beacon that one takes is a page view that another counts", async () => {
      const account = await stack.newAccount();
      const assistant_id = await stack.newAssistant(account);
      const key = await stack.newKey(account);
      const at = Date.now();
      const day = new Date(at).toISOString().slice(0, 10);
      const event = { id: randomUUID(), type: "page_view", at, url: "https://acme.com/pricing" };
      const beacon = { assistant_id, visitor_id: "v_00000000000000ff", sent_at: at, events: [event] };
      const headers = { "user-agent": BROWSER };
      expect(await call("track", "", { method: "POST", headers, body: JSON.stringify(beacon) })).toEqual({
        status: 202,
        body: { accepted: 1, duplicates: 0 },
      });

      const search = new URLSearchParams({ assistant_id, start_date: day, end_date: day });
      const answer = await call("analytics-pageviews", `${search}`, {
        headers: { authorization: `Bearer ${key}` },
      });
      expect(answer).toMatchObject({
        status: 200,
        body: { data: [{ date: day, pageviews: 1, unique_visitors: 1 }], summary: { total_pageviews: 1 } },
      });
    });

    test("what a schedule runs does so with what Netlify sends it", async () => {
      const body = JSON.stringify({ next_run: "2026-11-21T13:07:00.000Z" });
      const done = {
        "cron-drain": { replayed: 0, buried: 0, pending: false },
        "cron-retention": { sealed: 0, forgotten: 0, pending: false },
        "cron-rollup": { rolled: 0, pending: false },
      };
      expect(Object.keys(done)).toEqual(Object.keys(SCHEDULED));
      for (const [name, result] of Object.entries(done)) {
        const answer = await call(name, "", { method: "POST", body });
        expect(answer, name).toEqual({ status: 200, body: result });
      }
    });

    test("what records keeps in the store what it can't record, where the schedule finds it", async () => {
      // Nothing listens there.
      const settings = { SUPABASE_URL: "http://127.0.0.1:9" };
      const sent_at = Date.now();
      const event = { id: randomUUID(), type: "page_view", at: sent_at, url: "https://acme.com/pricing" };
      const beacon = { assistant_id: "ast_x", visitor_id: "v_00000000000000ff", sent_at, events: [event] };
      const track = await call("track", "", { method: "POST", body: JSON.stringify(beacon) }, settings);
      expect(track).toEqual({ status: 202, body: { accepted: 0, duplicates: 0, queued: 1 } });
      expect(await call("cron-drain", "", { method: "POST" }, settings)).toEqual({
        status: 200,
        body: { replayed: 0, buried: 0, pending: true },
      });
      expect(await blobs.contents("spill-waiting-")).toHaveLength(1);
    });
  });
});
