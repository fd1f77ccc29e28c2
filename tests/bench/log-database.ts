import { rmSync } from "node:fs";
import type postgres from "postgres";
import { progressBar } from "../../src/local/progress.ts";
import type { Running } from "../../src/local/running.ts";
import { startSupabase } from "../../src/local/supabase.ts";
import { fingerprintOf, postgresFolder, startDatabase } from "./database.ts";
import { dayThresholds, hourThresholds, PREPARE } from "./generate.ts";
import { logStatements, PREPARE_LOG } from "./generate-log.ts";
import { newAccount } from "./load.ts";

const DAY = 86_400_000;
const FINGERPRINT = fingerprintOf(["generate.ts", "generate-log.ts", "log-database.ts"]);

type Wanted = { folder: string; conversations: number; days: number; fresh: boolean };

/** What is in the database, of one assistant. */
type LogData = {
  conversations: number;
  messages: number;
  people: number;
  visitors: number;
  purchases: number;
  days: number;
  /** The last day with data, YYYY-MM-DD, in UTC. */
  lastDay: string;
};

export type LogBench = {
  sql: postgres.Sql;
  busy: { key: number; id: string; account: string };
  data: LogData;
};

async function findBuilt(sql: postgres.Sql, { conversations, days }: Wanted): Promise<LogData | undefined> {
  const [{ found } = { found: null }] = await sql`select to_regclass('bench.log_built') as found`;
  if (found === null) {
    return undefined;
  }
  const [built] = await sql<{ data: LogData }[]>`
    select data from bench.log_built
    where fingerprint = ${FINGERPRINT} and wanted = ${conversations} and days = ${days}`;
  return built?.data;
}

/** Rolls up all days, call by call as the schedule does. */
async function rollUpAll(sql: postgres.Sql): Promise<void> {
  const left = async () => {
    const [row] = await sql<{ left: number }[]>`
      select count(*)::integer as left from analytics.log_days where not rolled`;
    return row?.left ?? 0;
  };
  const total = await left();
  const show = progressBar("Rolling up", total, "days");
  for (let pending = true; pending; ) {
    const [row] = await sql<{ answer: { pending: boolean } }[]>`select public.roll_up(now(), 5) as answer`;
    pending = row?.answer.pending ?? false;
    show(total - (await left()));
  }
}

async function build(sql: postgres.Sql, account: string, wanted: Wanted): Promise<void> {
  const { conversations, days } = wanted;
  const until = Math.floor((Date.now() - DAY / 24) / DAY) * DAY;
  const date = (time: number) => new Date(time).toISOString().slice(0, 10);
  await sql.unsafe(PREPARE).simple();
  await sql.unsafe(PREPARE_LOG).simple();
  const [assistant] = await sql<{ key: number }[]>`
    insert into public.assistants (account_id, name, website_url)
    values (${account}, 'talkative', 'https://www.talkative.example') returning key`;
  const thresholds = { days: dayThresholds(until - days * DAY, days), hours: hourThresholds() };
  const statements = logStatements({
    ...{ assistant: assistant?.key ?? 0, conversations, until: date(until) },
    ...thresholds,
  });
  const show = progressBar("Conversations", statements.length, "tables");
  for (const [index, statement] of statements.entries()) {
    show(index);
    await sql.unsafe(statement);
  }
  show(statements.length);
  await sql`vacuum (analyze)`;
  await rollUpAll(sql);
  await sql`vacuum (analyze)`;
  await sql
    .unsafe(
      `create table bench.log_built (
        fingerprint text not null, wanted integer not null, days integer not null, data jsonb not null
      )`,
    )
    .simple();
  await sql`
    insert into bench.log_built values (${FINGERPRINT}, ${conversations}, ${days}, jsonb_build_object(
      'conversations', (select count(*) from analytics.conversations),
      'messages', (select count(*) from analytics.messages),
      'people', (select count(distinct actor_key) from analytics.messages where sender = 'CUSTOMER'),
      'visitors', (select count(distinct token_key) from analytics.visitor_events),
      'purchases', (select count(*) from analytics.purchases),
      'days', ${days}::integer, 'lastDay', ${date(until - DAY)}::text
    ))`;
}

/** Starts the database of conversations; builds it where it is not there, not finished, or of something else. */
export async function openLogBench(wanted: Wanted, running: Running): Promise<LogBench> {
  const folder = postgresFolder(wanted.folder);
  if (wanted.fresh) {
    rmSync(folder, { recursive: true, force: true });
  }
  let { server, sql } = await startDatabase(folder, running);
  let data = await findBuilt(sql, wanted);
  if (data === undefined) {
    await sql.end();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
    ({ server, sql } = await startDatabase(folder, running));
    const supabase = await running.add(startSupabase({ postgres: server.url("postgres") }));
    await build(sql, await newAccount(supabase), wanted);
    data = await findBuilt(sql, wanted);
  }
  const [busy] = await sql<LogBench["busy"][]>`
    select key, id, account_id::text as account from public.assistants where name = 'talkative'`;
  if (data === undefined || busy === undefined) {
    throw new Error("The database that was built is not there.");
  }
  return { sql, busy, data };
}
