import { rmSync } from "node:fs";
import { join } from "node:path";
import { RUN_BUDGET } from "../rollup/scheduled.ts";
import { siteFiles, writeSite } from "../site/files.ts";
import { type Demo, ensureDemo } from "./demo.ts";
import { ensureConversations } from "./demo-conversations.ts";
import { keepRolledUp } from "./demo-rollups.ts";
import { serveDemoSite } from "./demo-site/serve.ts";
import { keepDrained } from "./demo-spill.ts";
import { ensureTraffic } from "./demo-traffic.ts";
import { lockFolder } from "./lock.ts";
import { startNetlifyDev } from "./netlify.ts";
import { requireFreePorts } from "./ports.ts";
import { openRemoteProject, type Project, startLocalProject } from "./project.ts";
import { Refusal } from "./refusal.ts";
import { Running, unlessAborted } from "./running.ts";
import { HELP, PROJECT, readOptions, type StartOptions } from "./start-options.ts";
import { summary } from "./summary.ts";
import { ANON_KEY, SERVICE_ROLE_KEY } from "./supabase.ts";

/** The reason of an end that a person has asked for. */
class Goodbye extends Error {}

const STOPPING_TIME = 20_000;

const say = (text: string) => console.log(`  ${text}`);

/** Each database has a demo, and thereby a key, of its own. */
function demoFile({ data, database, remote }: StartOptions): string {
  const name = remote === undefined ? database : new URL(remote.url).host.replace(/[^\w.-]/g, "-");
  return join(data, name === "pglite" ? "demo.json" : `demo-${name}.json`);
}

function portsOf({ ports, remote }: StartOptions) {
  return [
    { port: ports.functions, purpose: "the functions and widget.js", variable: "PHONA_PORT" },
    { port: ports.site, purpose: "the demo site", variable: "PHONA_SITE_PORT" },
    ...(remote === undefined
      ? [{ port: ports.supabase, purpose: "the Supabase API", variable: "PHONA_SUPABASE_PORT" }]
      : []),
  ];
}

/** The project's address and keys, known before it runs, so that all parts can start at once. */
function settingsOf({ ports, remote }: StartOptions) {
  return {
    SUPABASE_URL: remote?.url ?? `http://127.0.0.1:${ports.supabase}`,
    SUPABASE_SERVICE_ROLE_KEY: remote?.serviceRoleKey ?? SERVICE_ROLE_KEY,
    SUPABASE_ANON_KEY: remote?.anonKey ?? ANON_KEY,
  };
}

/** The whole way: from the key through function and Data API to the database and back. */
async function requireAnswer(functionsUrl: string, demo: Demo): Promise<void> {
  const headers = { authorization: `Bearer ${demo.key}` };
  const response = await fetch(`${functionsUrl}/api/v1/assistants`, { headers });
  if (!response.ok) {
    throw new Error(`The API answered with ${response.status}: ${await response.text()}`);
  }
}

/** Starts everything; `abort` ends it, and is called where a part ends by itself. */
async function start(options: StartOptions, running: Running, abort: AbortController): Promise<void> {
  const { ports, remote, data, days, verbose } = options;
  const { signal } = abort;
  const until = <Value>(promise: Promise<Value>) => unlessAborted(signal, promise);
  const unlock = lockFolder(data);
  running.add(Promise.resolve({ stop: async () => unlock() }));
  await until(requireFreePorts(portsOf(options)));

  const settings = settingsOf(options);
  Object.assign(process.env, settings);
  const file = demoFile(options);
  if (options.reset) {
    say("Deleting the local data");
    rmSync(file, { force: true });
  }
  const built = { supabaseUrl: settings.SUPABASE_URL, anonKey: settings.SUPABASE_ANON_KEY };
  await until(writeSite(join(PROJECT, "dist"), await until(siteFiles(built))));
  const folder = join(data, "netlify");
  const netlify = startNetlifyDev({ folder, port: ports.functions, settings, verbose });
  running.add(Promise.resolve(netlify));
  netlify.ended.then((failure) => abort.abort(failure));
  netlify.ready.catch((failure) => abort.abort(failure));

  say(`Opening ${remote === undefined ? "the database" : remote.url}`);
  const opening: Promise<Project> =
    remote === undefined ? startLocalProject(options) : openRemoteProject(remote);
  const project = await until(running.add(opening));
  project.ended.then(() => abort.abort(new Refusal(`${project.description} has ended.`)));
  say(`Using ${project.description}`);

  const siteUrl = `http://localhost:${ports.site}`;
  const functionsUrl = `http://localhost:${ports.functions}`;
  const demo = await until(ensureDemo({ project, isRemote: remote !== undefined, file, siteUrl }));
  await until(ensureTraffic({ project, demo, file, days, signal }));
  await until(ensureConversations({ demo, file, signal }));
  // A project elsewhere may have years of traffic; nobody waits for that here.
  const budget = remote === undefined ? Number.POSITIVE_INFINITY : RUN_BUDGET;
  await until(running.add(keepRolledUp({ budget, signal })));
  const embed = { widgetUrl: `${functionsUrl}/widget.js`, assistantId: demo.assistants[0].id };
  await until(running.add(serveDemoSite(ports.site, embed)));
  say("Waiting for the functions");
  await until(netlify.ready);
  await until(requireAnswer(functionsUrl, demo));
  running.add(Promise.resolve(keepDrained(functionsUrl)));
  console.log(summary({ siteUrl, functionsUrl, project, demo, demoFile: file }));
}

/** Says why it ends: in one sentence what a person can act on, in full what nobody has foreseen. */
function explain(reason: unknown): number {
  if (reason instanceof Goodbye) {
    console.log("\nStopping…");
    return 0;
  }
  console.error(reason instanceof Refusal ? `\n${reason.message}\n` : reason);
  return 1;
}

async function main(): Promise<number> {
  const running = new Running();
  const abort = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => abort.abort(new Goodbye()));
  }
  for (const name of ["uncaughtException", "unhandledRejection"] as const) {
    process.on(name, (error) => abort.abort(error));
  }
  let code = 0;
  try {
    const options = readOptions(process.argv.slice(2));
    if (options === "help") {
      console.log(HELP);
      return 0;
    }
    console.log("\nStarting Phona Analytics\n");
    await start(options, running, abort);
    await unlessAborted(abort.signal, new Promise(() => undefined));
  } catch (reason) {
    code = explain(reason);
  }
  setTimeout(() => {
    console.error("Not everything could be stopped in time.");
    process.exit(1);
  }, STOPPING_TIME).unref();
  await running.stop();
  if (code === 0) {
    console.log("Everything is stopped.");
  }
  return code;
}

process.exit(await main());
