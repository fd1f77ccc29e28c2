import { setTimeout } from "node:timers/promises";
import type postgres from "postgres";
import { progressBar } from "../../src/local/progress.ts";
import { hexDigits, seededRandom, uuidAt } from "../../src/local/traffic-random.ts";
import { type Script, scriptOf, Visitors } from "./beacons.ts";
import type { Bench } from "./database.ts";
import { median, type Results } from "./results.ts";

const CONNECTIONS = [1, 4, 16];

/** Rounds of each side by turns, and the milliseconds of one. */
const ROUNDS = 5;
const ROUND = 3_000;
const WARM_UP = 1_000;

const SCRIPTS = 1_000;
const RETURNING = 20_000;

/** A table as the one that page views are in, with the same indexes, for inserts that do nothing else. */
const BARE = `
  drop table if exists bench.bare;
  create table bench.bare (like analytics.page_views including all);
`;

/** Sends something through a connection, and tells when it is done how many events that was. */
type Send = () => Promise<number>;

/** Events a second of all connections together, each sending the next when the last is done. */
async function rateOf(senders: Send[], milliseconds: number): Promise<number> {
  const begun = performance.now();
  const counts = await Promise.all(
    senders.map(async (send) => {
      let sent = 0;
      while (performance.now() < begun + milliseconds) {
        sent += await send();
      }
      return sent;
    }),
  );
  const seconds = (performance.now() - begun) / 1_000;
  return counts.reduce((sum, count) => sum + count, 0) / seconds;
}

async function record(sql: postgres.Sql, batch: string, events: number): Promise<number> {
  const [row] = await sql<{ answer: { status: number; accepted: number } }[]>`
    select public.record_events(${batch}::text::jsonb) as answer`;
  if (row?.answer.status !== 202 || row.answer.accepted !== events) {
    throw new Error(`${events} events were not recorded: ${JSON.stringify(row?.answer)}`);
  }
  return events;
}

const recorder =
  (sql: postgres.Sql, visitors: Visitors): Send =>
  () =>
    record(sql, visitors.next(), 1);

const importer =
  (sql: postgres.Sql, visitors: Visitors): Send =>
  () => {
    const { batch, events } = visitors.visit();
    return record(sql, batch, events);
  };

function inserter(sql: postgres.Sql, assistant: number, pageKeys: number[], seed: number): Send {
  const random = seededRandom(seed);
  return async () => {
    const now = new Date();
    const visitor = BigInt.asIntN(64, BigInt(`0x${hexDigits(random, 16)}`)).toString();
    const page = pageKeys[Math.floor(random() * pageKeys.length)] ?? 0;
    await sql`
      insert into bench.bare (assistant_key, page_key, viewed_at, visitor, event_id, seconds_on_page, location)
      values (${assistant}, ${page}, ${now}, ${visitor}, ${uuidAt(now.getTime(), random)}, ${30}, ${null})`;
    return 1;
  };
}

/** Forgets what was recorded after the last day that was built, and clears it away. */
export async function forgetRecorded({ sql, busy, lastDay }: Bench): Promise<void> {
  const [{ recorded } = { recorded: false }] = await sql<{ recorded: boolean }[]>`
    select exists (
      select from analytics.periods where assistant_key = ${busy.key} and first_day > ${lastDay}::date and days = 1
    ) as recorded`;
  if (!recorded) {
    return;
  }
  await sql.begin(async (transaction) => {
    const after = transaction`(${lastDay}::date + 1)::timestamp at time zone 'UTC'`;
    await transaction`delete from analytics.page_views where assistant_key = ${busy.key} and viewed_on > ${lastDay}::date`;
    await transaction`delete from analytics.widget_events where assistant_key = ${busy.key} and occurred_at >= ${after}`;
    await transaction`delete from analytics.sessions where assistant_key = ${busy.key} and started_at >= ${after}`;
    await transaction`
      delete from analytics.periods where assistant_key = ${busy.key} and first_day > ${lastDay}::date and days = 1`;
    await transaction`
      with seen as (
        delete from analytics.visitor_events
        where assistant_key = ${busy.key} and occurred_at >= ${after} returning token_key
      )
      delete from analytics.people where assistant_key = ${busy.key} and person_key in (select token_key from seen)`;
    await transaction`delete from analytics.log_days where assistant_key = ${busy.key} and day > ${lastDay}::date`;
  });
  await sql`vacuum analytics.page_views, analytics.widget_events, analytics.sessions, analytics.periods`;
  await sql`vacuum analytics.visitor_events, analytics.people`;
}

/** Bytes of page views and sessions with their indexes. */
async function bytesOf(sql: postgres.Sql): Promise<number> {
  const [{ bytes } = { bytes: 0 }] = await sql<{ bytes: number }[]>`
    select (pg_total_relation_size('analytics.page_views') + pg_total_relation_size('analytics.sessions'))
      ::double precision as bytes`;
  return bytes;
}

/** What the sessions of this run are made of. */
async function prepare({ sql, busy, lastDay }: Bench) {
  const random = seededRandom(4);
  const pages = await sql<{ key: number; path: string }[]>`
    select page_key as key, path from analytics.pages where assistant_key = ${busy.key}`;
  // Who was there on the last day might be there still, and their sessions would go on.
  const returning = await sql<{ visitor: string }[]>`
    select distinct analytics.bigint_to_hex(visitor) as visitor from analytics.sessions
    where assistant_key = ${busy.key} and started_at >= ${lastDay}::timestamp at time zone 'UTC' - interval '20 days'
      and visitor not in (
        select visitor from analytics.sessions
        where assistant_key = ${busy.key} and ended_at >= ${lastDay}::timestamp at time zone 'UTC'
      )
    limit ${RETURNING}`;
  const [{ website } = { website: "" }] = await sql<{ website: string }[]>`
    select website_url as website from public.assistants where key = ${busy.key}`;
  const site = { assistantId: busy.id, website, paths: pages.map(({ path }) => path) };
  const scripts: Script[] = Array.from({ length: SCRIPTS }, () => scriptOf(random, site));
  return {
    scripts,
    pageKeys: pages.map(({ key }) => key),
    returning: returning.map(({ visitor }) => visitor),
  };
}

/**
 * Records beacons for the busy assistant at the present time, by turns with bare inserts of one row,
 * through as many connections; what was recorded is forgotten at the end.
 */
export async function measureRecording(
  bench: Bench,
): Promise<{ recording: NonNullable<Results["recording"]>; liveBytes: number }> {
  const { sql, busy, lastDay } = bench;
  const show = progressBar("Recording", CONNECTIONS.length * ROUNDS, "rounds");
  show(0);
  const { scripts, pageKeys, returning } = await prepare(bench);
  await sql.unsafe(BARE).simple();
  const before = await bytesOf(sql);
  await sql`checkpoint`;
  const recording: NonNullable<Results["recording"]> = [];
  for (const connections of CONNECTIONS) {
    const all = Array.from({ length: connections }, () => bench.connect());
    const visitors = all.map((_, index) => {
      const random = seededRandom(Date.now() + index);
      return new Visitors(random, scripts, returning.splice(-(RETURNING / 25)));
    });
    const sides = [
      visitors.map((those, index) => recorder(all[index] ?? sql, those)),
      visitors.map((those, index) => importer(all[index] ?? sql, those)),
      all.map((one, index) => inserter(one, busy.key, pageKeys, Date.now() + index)),
    ];
    const rates = sides.map((): number[] => []);
    for (const side of sides) {
      await rateOf(side, WARM_UP);
    }
    for (let round = 0; round < ROUNDS; round++) {
      for (const [place, side] of sides.entries()) {
        rates[place]?.push(await rateOf(side, ROUND));
      }
      show(recording.length * ROUNDS + round + 1);
    }
    const [events = 0, inVisits = 0, bareInserts = 0] = rates.map((some) => Math.round(median(some)));
    recording.push({ connections, events, inVisits, bareInserts, rounds: ROUNDS });
    await Promise.all(all.map((one) => one.end()));
    await setTimeout(500);
  }
  const [{ count } = { count: 1 }] = await sql<{ count: number }[]>`
    select count(*)::integer as count from analytics.page_views
    where assistant_key = ${busy.key} and viewed_on > ${lastDay}::date`;
  const liveBytes = Math.round((await bytesOf(sql)) - before) / count;
  await forgetRecorded(bench);
  await sql`drop table bench.bare`;
  await sql`update bench.built set recorded = true`;
  return { recording, liveBytes: Math.round(liveBytes) };
}
