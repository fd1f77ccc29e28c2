import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Demo } from "../../src/local/demo.ts";
import { trafficOptions } from "../../src/local/demo-traffic.ts";
import { freePort } from "../../src/local/postgres.ts";
import { generateTraffic } from "../../src/local/traffic.ts";

const PROJECT = fileURLToPath(new URL("../../", import.meta.url));
const BROWSER =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36";

type Start = {
  process: ChildProcess;
  /** All it has printed so far. */
  output: () => string;
  /** Resolves when it has printed the text; fails if it ends before. */
  prints: (text: string) => Promise<void>;
  ended: Promise<number | null>;
};

/** Runs what `npm start` runs. */
function start(options: string[], environment: Record<string, string> = {}): Start {
  const { SUPABASE_URL, SUPABASE_SERVICE_ROLE_KEY, SUPABASE_ANON_KEY, ...own } = process.env;
  const child = spawn(join(PROJECT, "node_modules/.bin/tsx"), ["src/local/start.ts", ...options], {
    cwd: PROJECT,
    env: { ...own, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  const read = (chunk: Buffer) => {
    output += chunk;
    child.emit("read");
  };
  child.stdout.on("data", read);
  child.stderr.on("data", read);
  const prints = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => output.includes(text) && resolve();
      child.on("read", look);
      ended.then(() => reject(new Error(`It ended without printing "${text}":\n${output}`)));
      look();
    });
  return { process: child, output: () => output, prints, ended };
}

/** The processes that a process has started, and those that these have. */
function descendants(of: number): number[] {
  const pairs = execFileSync("ps", ["-A", "-o", "pid=,ppid="], { encoding: "utf8" })
    .split("\n")
    .map((line) => line.trim().split(/ +/).map(Number));
  const children = pairs.flatMap(([pid, parent]) => (pid !== undefined && parent === of ? [pid] : []));
  return [...children, ...children.flatMap(descendants)];
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Does what a printed curl line does. */
async function paste({ output }: Start, report: string) {
  const [, authorization, url] =
    new RegExp(`curl -s -w '\\\\n' -H 'Authorization: (.*?)' '(http://.*/${report}\\?.*?)'`).exec(output()) ??
    [];
  const response = await fetch(url ?? "", { headers: { authorization: authorization ?? "" } });
  expect(response.status).toBe(200);
  return response.json();
}

/** Ends it as Ctrl-C does, and checks that nothing of it is left. */
async function stop({ process: child, ended, output }: Start, signal: NodeJS.Signals): Promise<void> {
  const pids = [child.pid ?? 0, ...descendants(child.pid ?? 0)];
  child.kill(signal);
  expect(await ended).toBe(0);
  expect(output()).toMatch(/Everything is stopped\.\n$/);
  expect(pids.length).toBeGreaterThan(2);
  // The bundler ends itself when it notices that nobody talks to it any more.
  await expect.poll(() => pids.filter(isRunning), { timeout: 10_000 }).toEqual([]);
}

describe("npm start", () => {
  const data = mkdtempSync(join(tmpdir(), "phona-start-"));
  let environment: Record<string, string>;
  let siteUrl: string;
  let functionsUrl: string;
  let first: Start;
  let second: Start;
  let demo: Demo;
  let expectedPageViews: number;
  const visitor = `v_${randomUUID().replaceAll("-", "").slice(0, 16)}`;

  beforeAll(async () => {
    const [functions, site, supabase] = [await freePort(), await freePort(), await freePort()];
    siteUrl = `http://localhost:${site}`;
    functionsUrl = `http://localhost:${functions}`;
    environment = {
      PHONA_DATA: data,
      PHONA_PORT: String(functions),
      PHONA_SITE_PORT: String(site),
      PHONA_SUPABASE_PORT: String(supabase),
    };
    first = start(["--days", "2"], environment);
    await first.prints("Ctrl-C stops everything");
    demo = JSON.parse(readFileSync(join(data, "demo.json"), "utf8"));
    const { from, to } = demo.traffic ?? { from: 0, to: 0 };
    const [options] = trafficOptions(demo, { from: new Date(from), to: new Date(to) });
    if (options === undefined) {
      throw new Error("There is no demo assistant.");
    }
    const events = [...generateTraffic(options)].flatMap((batch) => batch.events);
    expectedPageViews = events.filter((event) => event["type"] === "page_view").length;
  });

  afterAll(async () => {
    for (const begun of [first, second]) {
      begun?.process.kill("SIGTERM");
      await begun?.ended;
    }
    rmSync(data, { recursive: true, force: true });
  });

  test("loads demo traffic, all of which the printed curl line reads through the API", async () => {
    expect(expectedPageViews).toBeGreaterThan(20);
    const { summary } = await paste(first, "pageviews");
    expect(summary.total_pageviews).toBe(expectedPageViews);
  });

  test("keeps the key where only its user can read it", () => {
    expect(statSync(join(data, "demo.json")).mode & 0o777).toBe(0o600);
    expect(first.output()).toContain(demo.key);
  });

  test("serves a demo site that carries the documented snippet under a strict policy", async () => {
    const response = await fetch(`${siteUrl}/pricing`);
    expect(await response.text()).toContain(`<script src="${functionsUrl}/widget.js"
        data-assistant-id="${demo.assistants[0].id}"
        async></script>`);
    const policy = response.headers.get("content-security-policy");
    expect(policy).toContain(`script-src 'self' ${functionsUrl}; connect-src ${functionsUrl}`);
    expect(policy).not.toContain("unsafe");
    const widget = await fetch(`${functionsUrl}/widget.js`);
    expect(await widget.text()).toContain("/.netlify/functions/track");
    expect((await fetch(`${siteUrl}/nowhere`)).status).toBe(404);
  });

  test("serves the dashboard at all its addresses, under a policy that names the local Supabase API", async () => {
    const response = await fetch(`${functionsUrl}/app/settings/api-access`);
    const page = await response.text();
    const supabase = `http://127.0.0.1:${environment["PHONA_SUPABASE_PORT"]}`;
    expect(page).toContain(`<meta name="supabase-url" content="${supabase}">`);
    expect(response.headers.get("content-security-policy")).toContain(`connect-src 'self' ${supabase};`);
    const script = await fetch(functionsUrl + /src="(\/assets\/app-\w+\.js)"/.exec(page)?.[1]);
    expect([script.status, script.headers.get("content-type")]).toEqual([
      200,
      expect.stringContaining("javascript"),
    ]);
    expect((await fetch(`${functionsUrl}/assets/app-0000000000.js`)).status).toBe(404);
    expect((await fetch(functionsUrl, { redirect: "manual" })).headers.get("location")).toBe("/app/");
    expect(first.output()).toContain(`${functionsUrl}/app/`);
  });

  test("records a visit, which the other curl line shows", async () => {
    const now = Date.now();
    const view = {
      id: randomUUID(),
      type: "page_view",
      at: now,
      url: `${siteUrl}/pricing`,
      title: "Pricing",
    };
    const beacon = { assistant_id: demo.assistants[0].id, visitor_id: visitor, sent_at: now, events: [view] };
    const response = await fetch(`${functionsUrl}/.netlify/functions/track`, {
      method: "POST",
      headers: { origin: siteUrl, "user-agent": BROWSER },
      body: JSON.stringify(beacon),
    });
    expect([response.status, await response.json()]).toEqual([202, { accepted: 1, duplicates: 0 }]);
    const { data: sessions } = await paste(first, "sessions");
    expect(sessions).toMatchObject([{ visitor_id: visitor, entry_page: "/pricing", pages_viewed: 1 }]);
  });

  test("refuses to start twice on one folder", async () => {
    const { ended, output } = start([], environment);
    expect(await ended).toBe(1);
    expect(output()).toMatch(/npm start already runs on .*, as process \d+\. End it first/);
  });

  test("names a port in use, what it is for and how to choose another", async () => {
    const other = join(data, "other");
    const { ended, output } = start([], {
      ...environment,
      PHONA_DATA: other,
      PHONA_PORT: String(await freePort()),
    });
    expect(await ended).toBe(1);
    const port = environment["PHONA_SITE_PORT"];
    expect(output()).toContain(`Port ${port}, for the demo site, is in use by another program.`);
    expect(output()).toContain("Choose another with PHONA_SITE_PORT, e.g. PHONA_SITE_PORT=");
    expect(output()).not.toMatch(/^ +at /m);
  });

  test("ends all it has started with Ctrl-C, and keeps the data for the next start", async () => {
    await stop(first, "SIGINT");
    second = start(["--days", "2"], environment);
    await second.prints("Ctrl-C stops everything");
    expect(second.output()).not.toContain("of demo traffic");
    expect(second.output()).toContain(demo.key);
    const { summary } = await paste(second, "pageviews");
    expect(summary.total_pageviews).toBe(expectedPageViews + 1);
    await stop(second, "SIGTERM");
  });
});

describe("npm start says in one line what is wrong", () => {
  test.each<[string, string[], Record<string, string>, string]>([
    ["an unknown option", ["--nonsense"], {}, "Unknown option '--nonsense'. npm start -- --help lists"],
    [
      "days that are no number",
      ["--days", "many"],
      {},
      '--days must be a whole number from 0 to 365; it is "many".',
    ],
    [
      "a port that is none",
      [],
      { PHONA_PORT: "99999" },
      'PHONA_PORT must be a port number from 1 to 65535; it is "99999".',
    ],
    [
      "a project without its key",
      [],
      { SUPABASE_URL: "https://example.supabase.co" },
      "SUPABASE_URL is set, and SUPABASE_SERVICE_ROLE_KEY is not.",
    ],
    [
      "a reset of a project elsewhere",
      ["--reset"],
      { SUPABASE_URL: "https://example.supabase.co", SUPABASE_SERVICE_ROLE_KEY: "a", SUPABASE_ANON_KEY: "b" },
      "--reset is about the local data",
    ],
  ])("with %s", async (_, options, environment, message) => {
    const { ended, output } = start(options, environment);
    expect(await ended).toBe(1);
    expect(output()).toContain(message);
    expect(output()).not.toMatch(/^ +at /m);
  });
});
