import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { applyMigrations, type Execute, prepareAsSupabase } from "../../src/local/migrations.ts";
import { batch, pageView, times, visitor } from "../support/seed.ts";

/** The migrations up to here are those of the first release: a database made by them has data. */
const FIRST_RELEASE = "20261121999999";

/** What releases change: columns, constraints, triggers and functions of what is recorded. */
const TYPICAL = new URL("upgrade/", import.meta.url);

const WRITERS = 4;
const VIEWS = 200_000;

/** What a project has before its first migration. */
const AUTH = `
  create schema auth;
  create table auth.users (id uuid primary key);
  create function auth.uid() returns uuid stable language sql as 'select null::uuid';
`;

const name = `upgrade_${randomUUID().replaceAll("-", "")}`;
const server = postgres(inject("template"), { max: 1, onnotice: () => undefined });
const open: postgres.Sql[] = [];
let assistant: string;

/** A connection of its own. */
function connect(): postgres.Sql {
  const url = new URL(inject("template"));
  url.pathname = name;
  const sql = postgres(url.href, { max: 1, onnotice: () => undefined });
  open.push(sql);
  return sql;
}

const executeOn =
  (sql: postgres.Sql): Execute =>
  async (text) => [...(await sql.unsafe(text).simple())];

beforeAll(async () => {
  await server.unsafe(`create database ${name} template template0`);
  const sql = connect();
  await sql.unsafe(AUTH).simple();
  await prepareAsSupabase(executeOn(sql));
  await applyMigrations(executeOn(sql), { until: FIRST_RELEASE });
  const account = randomUUID();
  await sql`insert into auth.users values (${account})`;
  const [row] = await sql`
    insert into public.assistants (account_id, name, website_url) values (${account}, 'Acme', 'https://acme.com')
    returning id, key`;
  assistant = String(row?.["id"]);
  await sql`
    insert into analytics.page_views (assistant_key, page_key, viewed_at, visitor, event_id)
    select ${row?.["key"]}, analytics.page_key(${row?.["key"]}, '/'), timestamptz '2026-03-01' + number * interval '1 second', number, gen_random_uuid()
    from generate_series(1, ${VIEWS}::integer) as number`;
});
afterAll(async () => {
  await Promise.all(open.map((sql) => sql.end()));
  await server.unsafe(`drop database ${name} with (force)`);
  await server.end();
});

/** Records one page view a call from all writers while something is done; tells how long the slowest call took, in ms. */
async function recordingWhile(work: () => Promise<unknown>) {
  let isDone = false;
  let recorded = 0;
  let slowest = 0;
  const before = await countViews();
  const writers = times(WRITERS, async (writer) => {
    const sql = connect();
    while (!isDone) {
      const view = pageView(new Date().toISOString(), `/${recorded % 50}`);
      const begun = performance.now();
      const [row] = await sql`select public.record_events(${JSON.stringify(
        batch(assistant, visitor(VIEWS + writer), [view]),
      )}::text::jsonb) ->> 'accepted' as accepted`;
      slowest = Math.max(slowest, performance.now() - begun);
      recorded += Number(row?.["accepted"]);
    }
  });
  await work();
  isDone = true;
  await Promise.all(writers);
  return { slowest, recorded, stored: (await countViews()) - before };
}

const reader = connect();
async function countViews(): Promise<number> {
  const [row] = await reader`select count(*)::integer as views from analytics.page_views`;
  return Number(row?.["views"]);
}

/** A report that goes on for as long as something else, and keeps what it reads from being changed. */
async function reading(milliseconds: number): Promise<void> {
  const sql = connect();
  await sql.begin(async (transaction) => {
    await transaction`select count(*) from analytics.page_views`;
    await transaction`select pg_sleep(${milliseconds / 1_000})`;
  });
}

describe("an upgrade of a database that has data", () => {
  test("blocks recording for less than a second, also while a long report is read, and loses nothing", async () => {
    const applied: string[] = [];
    const sql = connect();
    const { slowest, recorded, stored } = await recordingWhile(async () => {
      const report = reading(2_500);
      applied.push(...(await applyMigrations(executeOn(sql))));
      applied.push(...(await applyMigrations(executeOn(sql), { folder: TYPICAL })));
      await report;
    });
    expect(applied.slice(-5)).toEqual([
      "99990101000001_add_a_column",
      "99990101000002_add_a_constraint",
      "99990101000003_validate_it",
      "99990101000004_replace_a_function",
      "99990101000005_add_a_trigger",
    ]);
    expect(slowest).toBeLessThan(1_000);
    expect(recorded).toBeGreaterThan(100);
    expect(stored).toBe(recorded);
  });

  test("that held a table for longer would be noticed", async () => {
    const sql = connect();
    const { slowest } = await recordingWhile(() =>
      sql.unsafe("lock table analytics.page_views; select pg_sleep(1.2)").simple(),
    );
    expect(slowest).toBeGreaterThan(1_000);
  });
});
