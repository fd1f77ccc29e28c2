import { randomUUID } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import postgres from "postgres";
import { newApiKey } from "../../src/auth/api-keys.ts";
import { freePort, type Postgres, startPostgres } from "../../src/local/postgres.ts";
import { ANON_KEY, SERVICE_ROLE_KEY } from "../../src/local/supabase.ts";
import { seededRandom } from "../../src/local/traffic-random.ts";
import { rollUp } from "../../src/rollup/roll-up.ts";
import { drain } from "../../src/spill/drain.ts";
import { spillSize } from "../../src/spill/store.ts";
import { startBlobs } from "../support/blobs.ts";
import { NOW, reportEvents, type Sent, sendVisits, type Target } from "./load.ts";
import { keepRunning, type Program, startProgram } from "./processes.ts";
import { type Verdict, verify } from "./verify.ts";

/** How many visit, and how many report events, at the same time. */
const VISITING = 16;
const REPORTING = 4;

/** What was done to the stack, and what became of what was sent. */
export type Figures = {
  seconds: number;
  sent: number;
  acknowledged: number;
  events: number;
  queued: number;
  databaseKills: number;
  apiPauses: number;
  functionKills: number;
  requestsCutOff: number;
  unanswered: number;
  buried: number;
  unexpected: string[];
} & Verdict;

/** A stack whose parts are processes that can be killed and started again where they were. */
async function startParts(folder: string) {
  const [databasePort, apiPort, functionsPort] = [await freePort(), await freePort(), await freePort()];
  const startDatabase = () => startPostgres({ folder: join(folder, "postgres"), port: databasePort });
  const database: Postgres = await startDatabase();
  const databaseUrl = database.url("postgres");
  const blobs = await startBlobs();
  const settings = {
    SUPABASE_URL: `http://127.0.0.1:${apiPort}`,
    SUPABASE_SERVICE_ROLE_KEY: SERVICE_ROLE_KEY,
    NETLIFY_BLOBS_CONTEXT: blobs.context,
  };
  Object.assign(process.env, settings);
  const api = await keepRunning("supabase-process", [databaseUrl, String(apiPort)], {}, folder);
  const startFunctions = () =>
    startProgram("functions-process", [String(functionsPort), new Date(NOW).toISOString()], settings, folder);
  return {
    ...{ database, databaseUrl, blobs, api, startDatabase, startFunctions },
    functions: await startFunctions(),
    apiUrl: settings.SUPABASE_URL,
    url: `http://127.0.0.1:${functionsPort}`,
  };
}

type Parts = Awaited<ReturnType<typeof startParts>>;

/** An account with one assistant, and keys that may report events. */
async function newOwner({ apiUrl, databaseUrl }: Parts, keys: number) {
  const response = await fetch(`${apiUrl}/auth/v1/signup`, {
    method: "POST",
    headers: { apikey: ANON_KEY, "content-type": "application/json" },
    body: JSON.stringify({ email: `${randomUUID()}@example.com`, password: randomUUID() }),
  });
  const { user } = (await response.json()) as { user: { id: string } };
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  const [assistant] = await sql`
    insert into public.assistants (account_id, name, website_url)
    values (${user.id}, 'Acme', 'https://acme.com') returning id`;
  const made = Array.from({ length: keys }, newApiKey);
  for (const { key: _, hash, prefix } of made) {
    await sql`
      insert into public.api_keys (account_id, name, key_hash, key_prefix, scopes, created_at)
      values (${user.id}, 'chaos', decode(${hash}, 'hex'), ${prefix}, '{events:write}', '2026-01-01')`;
  }
  await sql.end();
  return { assistantId: String(assistant?.["id"]), keys: made.map(({ key }) => key) };
}

/** Breaks one thing after the other while the load goes on, for at least so many seconds. */
async function breakThings(parts: Parts, seconds: number, random: () => number) {
  const faults = { databaseKills: 0, apiPauses: 0, functionKills: 0 };
  let { database, functions } = parts;
  const killDatabase = async (downFor: number) => {
    await database.kill();
    faults.databaseKills += 1;
    await after(downFor);
    database = await parts.startDatabase();
  };
  const pauseApi = async (pausedFor: number) => {
    parts.api.signal("SIGSTOP");
    faults.apiPauses += 1;
    await after(pausedFor);
    parts.api.signal("SIGCONT");
  };
  const killFunctions = async () => {
    await functions.kill();
    faults.functionKills += 1;
    functions = await parts.startFunctions();
  };
  const end = Date.now() + seconds * 1_000;
  do {
    await after(1_500 + random() * 1_000);
    await killDatabase(500 + random() * 1_500);
    await after(1_500 + random() * 1_000);
    // Longer than a function waits: what it gave up is recorded after all when the API goes on.
    await pauseApi(6_000 + random() * 1_000);
    await after(1_000 + random() * 1_000);
    await killDatabase(random() * 1_000);
    await after(1_000 + random() * 1_000);
    await killFunctions();
    await after(1_000 + random() * 1_000);
    await Promise.all([killDatabase(1_000), killFunctions()]);
    await after(1_000 + random() * 1_000);
  } while (Date.now() < end);
  return { faults, database, functions };
}

/** Replays and rolls up until nothing is left of either. */
async function settle(): Promise<void> {
  for (let waiting = 1; waiting > 0; ) {
    await drain().catch(() => undefined);
    ({ waiting } = await spillSize());
  }
}

/**
 * Sends visits and events while the database is killed, the Supabase API paused and the functions are killed,
 * and compares what is there in the end with what was acknowledged: before and after all is rolled up.
 *
 * @param options.seconds how long things are broken at least; one round of it takes about 25
 */
export async function runChaos(options: { seconds: number; seed: number }): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), "phona-chaos-"));
  // PostgreSQL, which started by root runs as another user, goes through it.
  chmodSync(folder, 0o755);
  const random = seededRandom(options.seed);
  const parts = await startParts(folder);
  let { database, functions }: { database: Postgres; functions: Program } = parts;
  try {
    const owner = await newOwner(parts, 200);
    const began = Date.now();
    let isOver = false;
    const target: Target = { url: parts.url, ...owner, random, isOver: () => isOver };
    const sent: Sent = {
      ...{ batches: [], logged: [], unexpected: [] },
      ...{ requests: 0, aborted: 0, unanswered: 0, queued: 0 },
    };
    const load = Promise.all([
      ...Array.from({ length: VISITING }, () => sendVisits(target, sent)),
      ...Array.from({ length: REPORTING }, () => reportEvents(target, sent)),
    ]);
    const rolling = setInterval(() => void rollUp({ budget: 500 }).catch(() => undefined), 2_000);
    const broken = await breakThings(parts, options.seconds, random);
    ({ database, functions } = broken);
    isOver = true;
    await load;
    clearInterval(rolling);
    await settle();
    const { dead } = await spillSize();
    const before = await verify(parts.databaseUrl, owner.assistantId, sent);
    await rollUp();
    const rolled = await verify(parts.databaseUrl, owner.assistantId, sent);
    return {
      seconds: Math.round((Date.now() - began) / 1_000),
      sent: sent.requests,
      acknowledged: sent.batches.length,
      events: sent.batches.reduce((sum, { events }) => sum + events.length, 0) + sent.logged.length,
      queued: sent.queued,
      ...broken.faults,
      requestsCutOff: sent.aborted,
      unanswered: sent.unanswered,
      buried: dead,
      unexpected: sent.unexpected,
      lost: Math.max(before.lost, rolled.lost),
      doubled: Math.max(before.doubled, rolled.doubled),
      reports: before.reports + rolled.reports,
      wrong: [...before.wrong, ...rolled.wrong.map((report) => `${report}, rolled up`)],
    };
  } finally {
    await functions.kill();
    await parts.api.kill();
    await parts.blobs.stop();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
