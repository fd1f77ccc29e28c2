import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { dirname, join } from "node:path";
import postgres from "postgres";
import { startPostgres } from "../../src/local/postgres.ts";
import { progressBar } from "../../src/local/progress.ts";
import type { Running } from "../../src/local/running.ts";
import { type Supabase, startSupabase } from "../../src/local/supabase.ts";
import { load } from "./load.ts";
import { measureStorage, type Storage } from "./storage.ts";

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

/** All that differs from PostgreSQL's defaults, which are durable. */
const SETTINGS = { shared_buffers: "2GB", max_wal_size: "8GB", max_connections: "100" };

/** An assistant: its key in the database, its id, its account. */
type Assistant = { key: number; id: string; account: string };

/** The database that is measured. */
export type Bench = {
  supabase: Supabase;
  /** One connection, on which nothing else runs. */
  sql: postgres.Sql;
  /** Another connection of its own; ended with the database. */
  connect: () => postgres.Sql;
  busy: Assistant;
  empty: Assistant;
  /** Page views of the busy assistant, and of all. */
  pageViews: number;
  allPageViews: number;
  visitors: number;
  sessions: number;
  days: number;
  /** The last day with data, YYYY-MM-DD, in UTC. */
  lastDay: string;
  /** As it was built. */
  storage: Storage;
  /** Whether nothing has been recorded on it since it was built. */
  isFresh: boolean;
};

/** A folder has to be entered by way of all folders above it. */
function enterableByAll(folder: string): boolean {
  const above = dirname(folder);
  return (statSync(folder).mode & 0o001) !== 0 && (above === folder || enterableByAll(above));
}

/** PostgreSQL runs as another user where root starts it: if that one can't enter the folder, a temporary one. */
export function postgresFolder(folder: string): string {
  mkdirSync(folder, { recursive: true });
  if (process.getuid?.() !== 0 || enterableByAll(folder)) {
    return join(folder, "postgres");
  }
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 12);
  const other = join(tmpdir(), `phona-bench-${name}`);
  mkdirSync(other, { recursive: true, mode: 0o755 });
  return join(other, "postgres");
}

/** What a database is made of, beside the migrations by these files: one of another fingerprint is built anew. */
export function fingerprintOf(files: string[]): string {
  const hash = createHash("sha256");
  const migrations = new URL("../../supabase/migrations/", import.meta.url);
  for (const file of readdirSync(migrations).sort()) {
    hash.update(readFileSync(new URL(file, migrations)));
  }
  for (const file of files) {
    hash.update(readFileSync(new URL(file, import.meta.url)));
  }
  return hash.digest("hex").slice(0, 16);
}

/** Read once: what is edited while the database is built is not in it. */
const FINGERPRINT = fingerprintOf(["generate.ts", "load.ts", "site.ts"]);

const BUILT = `
  create table bench.built (
    fingerprint text not null, wanted_page_views integer not null, days integer not null, last_day date not null,
    busy integer not null, empty integer not null, page_views integer not null, all_page_views integer not null,
    sessions integer not null, visitors integer not null, storage jsonb not null,
    recorded boolean not null default false
  );
`;

type Wanted = { folder: string; pageViews: number; days: number; fresh: boolean };
type Built = {
  lastDay: string;
  busy: number;
  empty: number;
  pageViews: number;
  allPageViews: number;
  sessions: number;
  visitors: number;
  storage: Storage;
  isFresh: boolean;
};

/** What was built and can be used again; undefined where it is unfinished or something else. */
async function findBuilt(sql: postgres.Sql, { pageViews, days }: Wanted): Promise<Built | undefined> {
  const [{ found } = { found: null }] = await sql`select to_regclass('bench.built') as found`;
  if (found === null) {
    return undefined;
  }
  const [built] = await sql<Built[]>`
    select last_day::text as "lastDay", busy, empty, page_views as "pageViews", all_page_views as "allPageViews",
      sessions, visitors, storage, not recorded as "isFresh"
    from bench.built
    where fingerprint = ${FINGERPRINT} and wanted_page_views = ${pageViews} and days = ${days}`;
  return built;
}

export async function startDatabase(folder: string, running: Running) {
  const server = await running.add(startPostgres({ folder, settings: SETTINGS }));
  const connect = () => {
    const sql = postgres(server.url("postgres"), { max: 1, onnotice: () => undefined });
    running.add(Promise.resolve({ stop: () => sql.end({ timeout: 0 }) }));
    return sql;
  };
  return { server, connect, sql: connect() };
}

/** Rolls up all days, call by call as the schedule does. */
async function rollUpAll(sql: postgres.Sql, lastDay: string): Promise<void> {
  const [{ total } = { total: 0 }] = await sql<{ total: number }[]>`
    select count(*)::integer as total from analytics.periods where not rolled`;
  const show = progressBar("Rolling up", total, "days");
  const at = new Date(Date.parse(lastDay) + 2 * DAY).toISOString();
  for (let pending = true; pending; ) {
    const [row] = await sql<{ pending: boolean; left: number }[]>`
      with called as materialized (select public.roll_up(${at}, 2) as answer)
      select (answer ->> 'pending')::boolean as pending from called`;
    pending = row?.pending ?? false;
    const [{ left } = { left: 0 }] = await sql<{ left: number }[]>`
      select count(*)::integer as left from analytics.periods where days = 1 and not rolled`;
    show(Math.max(0, total - left));
  }
  show(total);
}

async function build(sql: postgres.Sql, supabase: Supabase, { pageViews, days }: Wanted): Promise<void> {
  // A day can be rolled up an hour after its end.
  const today = Math.floor((Date.now() - 70 * MINUTE) / DAY) * DAY;
  const from = today - days * DAY;
  const lastDay = new Date(today - DAY).toISOString().slice(0, 10);
  const { busy, empty } = await load(sql, supabase, { from, days, pageViews });
  await rollUpAll(sql, lastDay);
  await sql`vacuum (analyze)`;
  const storage = JSON.stringify(await measureStorage(sql));
  await sql.unsafe(BUILT).simple();
  await sql`
    insert into bench.built
    select ${FINGERPRINT}, ${pageViews}, ${days}, ${lastDay}, ${busy.key}, ${empty.key},
      count(*) filter (where assistant_key = ${busy.key}), count(*),
      (select count(*) from analytics.sessions where assistant_key = ${busy.key}),
      count(distinct visitor) filter (where assistant_key = ${busy.key}), ${storage}::text::jsonb
    from analytics.page_views`;
}

/**
 * Starts the database in `wanted.folder` and serves the Supabase API on it; builds it where it is not
 * there, not finished, of another size, or made by other migrations.
 */
export async function openBench(wanted: Wanted, running: Running): Promise<Bench> {
  const folder = postgresFolder(wanted.folder);
  if (wanted.fresh) {
    rmSync(folder, { recursive: true, force: true });
  }
  let { server, connect, sql } = await startDatabase(folder, running);
  let built = await findBuilt(sql, wanted);
  if (built === undefined) {
    await sql.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    ({ server, connect, sql } = await startDatabase(folder, running));
  }
  const supabase = await running.add(startSupabase({ postgres: server.url("postgres") }));
  if (built === undefined) {
    await build(sql, supabase, wanted);
    built = await findBuilt(sql, wanted);
  }
  if (built === undefined) {
    throw new Error("The database that was built is not there.");
  }
  const { busy, empty, ...counts } = built;
  return {
    ...{ supabase, sql, connect, days: wanted.days },
    ...{ busy: await assistantOf(sql, busy), empty: await assistantOf(sql, empty) },
    ...counts,
  };
}

async function assistantOf(sql: postgres.Sql, key: number): Promise<Assistant> {
  const [row] = await sql<Assistant[]>`
    select key, id, account_id::text as account from public.assistants where key = ${key}`;
  if (row === undefined) {
    throw new Error("An assistant that was built is not there.");
  }
  return row;
}

/** What is measured on, by which command, and when. */
export async function describeMachine(sql: postgres.Sql, command: string) {
  const [{ version } = { version: "" }] = await sql<{ version: string }[]>`
    select 'PostgreSQL ' || current_setting('server_version') as version`;
  const settings = await sql<{ name: string; value: string }[]>`
    select name, current_setting(name) as value from pg_catalog.pg_settings
    where name in ('fsync', 'synchronous_commit', 'work_mem', 'jit') or name = any (${Object.keys(SETTINGS)})
    order by name`;
  return {
    made: new Date().toISOString(),
    command,
    machine: {
      processor: cpus()[0]?.model.trim() ?? "",
      cores: cpus().length,
      memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
      node: process.versions.node,
    },
    postgres: { version, settings: Object.fromEntries(settings.map(({ name, value }) => [name, value])) },
  };
}
