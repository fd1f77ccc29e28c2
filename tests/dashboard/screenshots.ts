import { mkdirSync, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { clock } from "../../src/clock.ts";
import { type Demo, ensureDemo } from "../../src/local/demo.ts";
import { ensureConversations } from "../../src/local/demo-conversations.ts";
import { dateBefore, ensureTraffic } from "../../src/local/demo-traffic.ts";
import { serveFunctions } from "../../src/local/functions.ts";
import { startPostgres } from "../../src/local/postgres.ts";
import { openRemoteProject, type Project } from "../../src/local/project.ts";
import { Running } from "../../src/local/running.ts";
import { startSupabase } from "../../src/local/supabase.ts";
import { rollUp } from "../../src/rollup/roll-up.ts";
import { launchBrowser } from "../support/browser.ts";
import { servedFiles } from "../support/served.ts";

/** A picture of the dashboard: its file's name, its page and the heading of that, and how much of it is shown. */
type Picture = {
  name: string;
  path: (assistant: string) => string;
  heading: string;
  height: number;
};

const PICTURES: Picture[] = [
  { name: "overview", path: (id) => `/app/${id}/overview`, heading: "Overview", height: 1_000 },
  {
    name: "conversations",
    path: (id) => `/app/${id}/conversations`,
    heading: "Conversations",
    height: 1_000,
  },
  { name: "reference", path: () => "/app/reference#getOverview", heading: "API reference", height: 850 },
];

/** When all pictures are taken, whatever the time is: on the afternoon of a Thursday. */
const NOW = new Date("2026-10-29T14:30:00Z");

/** Two of the longest ranges that a picture may compare. */
const DAYS = 60;

const WIDTH = 1_280;
const MOST_BYTES = 150_000;
const FOLDER = fileURLToPath(new URL("pictures/", import.meta.url));

/** The demo of `npm start`, with the traffic of days that are always the same. */
async function loadDemo(project: Project, data: string): Promise<Demo> {
  const file = join(data, "demo.json");
  const { signal } = new AbortController();
  const siteUrl = "https://www.northwind.example";
  const demo = await ensureDemo({ project, isRemote: false, file, siteUrl });
  demo.traffic = { from: new Date(dateBefore(NOW, DAYS - 1)), to: NOW, loaded: false };
  await ensureTraffic({ project, demo, file, days: DAYS, signal });
  await ensureConversations({ demo, file, signal });
  await rollUp({ budget: Number.POSITIVE_INFINITY });
  return demo;
}

/** A page of a browser whose clock stands, in which the owner of the demo is signed in. */
async function signIn(browser: Browser, url: string, { email, password }: Demo["account"]): Promise<Page> {
  const page = await browser.newPage({
    viewport: { width: WIDTH, height: 800 },
    colorScheme: "light",
    locale: "en-GB",
    timezoneId: "Europe/London",
    reducedMotion: "reduce",
  });
  await page.clock.setFixedTime(NOW);
  await page.goto(`${url}/app/sign-in`);
  await page.getByLabel("E-mail address").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1, name: "Assistants" }).waitFor();
  return page;
}

async function take(page: Page, url: string, assistant: string, picture: Picture): Promise<void> {
  const { name, path, heading, height } = picture;
  await page.setViewportSize({ width: WIDTH, height });
  await page.goto(url + path(assistant));
  await page.getByRole("heading", { level: 1, name: heading }).waitFor();
  await page.waitForLoadState("networkidle");
  await page.getByText(/^Loading/).waitFor({ state: "detached" });
  const file = join(FOLDER, `${name}.png`);
  await page.screenshot({ path: file, animations: "disabled", caret: "hide" });
  const { size } = statSync(file);
  console.log(`  ${name}.png  ${Math.ceil(size / 1_000)} KB`);
  if (size > MOST_BYTES) {
    throw new Error(`${name}.png has ${size} bytes; at most ${MOST_BYTES} are for a README.`);
  }
}

async function takeAll(wanted: Picture[], running: Running, data: string): Promise<void> {
  clock.now = () => NOW;
  const database = await running.add(startPostgres({ settings: { fsync: "off" } }));
  const supabase = await running.add(startSupabase({ postgres: database.url("postgres") }));
  process.env["SUPABASE_URL"] = supabase.url;
  process.env["SUPABASE_SERVICE_ROLE_KEY"] = supabase.serviceRoleKey;
  const { account, assistants } = await loadDemo(await openRemoteProject(supabase), data);
  const functions = await running.add(serveFunctions({ files: await servedFiles(supabase) }));
  const browser = await launchBrowser();
  running.add(Promise.resolve({ stop: () => browser.close() }));
  const page = await signIn(browser, functions.url, account);
  mkdirSync(FOLDER, { recursive: true });
  for (const picture of wanted) {
    await take(page, functions.url, assistants[0].id, picture);
  }
}

const names = process.argv.slice(2);
const unknown = names.find((name) => !PICTURES.some((picture) => picture.name === name));
if (unknown !== undefined) {
  throw new Error(
    `There is no picture ${unknown}; there are ${PICTURES.map(({ name }) => name).join(", ")}.`,
  );
}
const data = mkdtempSync(join(tmpdir(), "phona-screenshots-"));
const running = new Running();
try {
  await takeAll(
    PICTURES.filter(({ name }) => names.length === 0 || names.includes(name)),
    running,
    data,
  );
} finally {
  await running.stop();
  rmSync(data, { recursive: true, force: true });
}
