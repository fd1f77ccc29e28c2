import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startStack } from "../support/stack.ts";
import { extract, readArchive } from "./archive.ts";
import { buildSite, type Site } from "./site.ts";

const DOCUMENTED = [
  "/.netlify/functions/generate-api-key",
  "/.netlify/functions/track",
  "/api/agent/analytics/active-channel",
  "/api/agent/analytics/active-user-language",
  "/api/agent/analytics/blocks",
  "/api/agent/analytics/events",
  "/api/agent/analytics/intervention",
  "/api/agent/analytics/intervention-detail",
  "/api/agent/analytics/intervention/average-time",
  "/api/agent/analytics/intervention/average-time-by-agent-series",
  "/api/agent/analytics/message",
  "/api/agent/analytics/message-groups",
  "/api/agent/analytics/nlp",
  "/api/agent/analytics/response",
  "/api/agent/analytics/sentiment",
  "/api/agent/analytics/urlTracking",
  "/api/agent/analytics/urltracking",
  "/api/agent/analytics/user",
  "/api/agent/analytics/user/detail",
  "/api/dashboard/analytics/stats/conversation-insights",
  "/api/dashboard/analytics/stats/engagement",
  "/api/dashboard/analytics/stats/overview",
  "/api/dashboard/analytics/stats/popup-metrics",
  "/api/dashboard/analytics/stats/purchases",
  "/api/dev/v1/chatbots/:chatbot_id/analytics/conversations",
  "/api/dev/v1/chatbots/:chatbot_id/analytics/messages",
  "/api/dev/v1/chatbots/:chatbot_id/analytics/overview",
  "/api/v1/analytics/channels",
  "/api/v1/analytics/conversation",
  "/api/v1/analytics/conversation-hours",
  "/api/v1/analytics/conversation-outcomes",
  "/api/v1/analytics/conversations",
  "/api/v1/analytics/devices",
  "/api/v1/analytics/entry-pages",
  "/api/v1/analytics/exit-pages",
  "/api/v1/analytics/funnel",
  "/api/v1/analytics/geography",
  "/api/v1/analytics/handovers",
  "/api/v1/analytics/labels",
  "/api/v1/analytics/live",
  "/api/v1/analytics/overview",
  "/api/v1/analytics/pages",
  "/api/v1/analytics/pageviews",
  "/api/v1/analytics/popups",
  "/api/v1/analytics/purchases",
  "/api/v1/analytics/session-timeline",
  "/api/v1/analytics/sessions",
  "/api/v1/analytics/traffic-sources",
  "/api/v1/analytics/widget-events",
  "/api/v1/assistants",
  "/api/v1/events",
  "/api/v1/health",
  "/api/v1/openapi.json",
  "/api/v1/share-links",
  "/portal-api/api/v1/analytics/generate_analytics",
  "/portal-api/api/v1/generate_analytics",
];

/** What is only posted to, and says so before it looks for a key. */
const POSTED = ["events", "seasalt-generate-analytics", "track"];

/** What needs no credential: one holds the others, to say what they take. */
const REFERENCE = "openapi";
const OPEN = [REFERENCE, "health"];

/** When each function runs that nobody asks, as a cron expression in UTC. */
const SCHEDULED = { "cron-rollup": "7 * * * *" };

/** A third of it is Netlify's own, and most of the rest supabase-js and zod. */
const MOST_BYTES = 1_350_000;

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
const PACKAGES_OF: Record<string, string[]> = {
  track: ["isbot", "ua-parser-js"],
  [REFERENCE]: ["isbot", "ua-parser-js"],
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
  "trace",
  "version",
];
const ROOMS_OF: Record<string, string[]> = { [REFERENCE]: ["reference"] };

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
    beforeAll(async () => {
      stack = await startStack();
      for (const { name, files } of archives()) {
        extract(files, join(site.folder, "extracted", name));
      }
    });
    afterAll(() => stack?.stop());

    /** Calls a function as it was built. */
    const call = async (name: string, search = "", options: RequestInit = {}) => {
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
          env: { SUPABASE_URL: stack.supabase.url, SUPABASE_SERVICE_ROLE_KEY: stack.supabase.serviceRoleKey },
        },
      );
      // What it logs comes first.
      return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "");
    };

    test("each refuses a request without credentials in the documented shape", async () => {
      const closed = endpoints().filter(({ name }) => !OPEN.includes(name));
      const answers = closed.map(async ({ name }) => {
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
      });
      await Promise.all(answers);
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
      for (const name of Object.keys(SCHEDULED)) {
        expect(await call(name, "", { method: "POST", body }), name).toEqual({
          status: 200,
          body: { rolled: 0, pending: false },
        });
      }
    });
  });
});
