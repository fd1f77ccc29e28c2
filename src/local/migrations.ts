import { readdirSync, readFileSync } from "node:fs";
import postgres from "postgres";

const MIGRATIONS = new URL("../../supabase/migrations/", import.meta.url);

/**
 * How long a migration waits for a table that is read or written, and how often. While it waits all others wait
 * behind it, so it gives way, and tries again when they have gone on.
 */
const LOCK_TIMEOUT = "300ms";
const ATTEMPTS = 100;
const PAUSE = 500;

/** What PostgreSQL says where a lock was not to be had in time, or only by waiting for each other. */
const GAVE_WAY = ["55P03", "40P01"];

/** Runs SQL; several statements in one text are allowed when there are no parameters. */
export type Execute = (text: string, parameters?: string[]) => Promise<Record<string, unknown>[]>;

/**
 * The roles and default privileges that every Supabase project has, for a database that is not one.
 * They are as generous as Supabase's own, so that a missing revoke shows here as it would there.
 */
const SUPABASE_ROLES = `
  do $$
  declare
    name text;
  begin
    foreach name in array array['anon', 'authenticated', 'service_role'] loop
      if not exists (select from pg_roles where rolname = name) then
        execute format('create role %I nologin noinherit', name);
      end if;
    end loop;
    alter role service_role bypassrls;
  end $$;
  grant usage on schema public, auth to anon, authenticated, service_role;
  alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
  alter default privileges in schema public grant all on functions to anon, authenticated, service_role;
  alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
`;

/** Makes a plain database look like a new Supabase project. Safe to run twice. */
export async function prepareAsSupabase(execute: Execute): Promise<void> {
  const [known] = await execute("select from pg_namespace where nspname = 'analytics'");
  if (known === undefined) {
    await execute(SUPABASE_ROLES);
  }
}

async function applyOne(execute: Execute, text: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      // Several statements sent as one text are one transaction.
      await execute(`select set_config('lock_timeout', '${LOCK_TIMEOUT}', true);\n${text}`);
      return;
    } catch (error) {
      const gaveWay = error instanceof Error && "code" in error && GAVE_WAY.includes(String(error.code));
      if (!gaveWay || attempt === ATTEMPTS) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  }
}

/**
 * Applies the migrations that the database does not have, each in a transaction of its own, and
 * notes them where Supabase's own command line does. What is recorded meanwhile waits for none of them
 * longer than it takes itself.
 *
 * @param options.folder where they are; those of this repository if not given
 * @param options.until the version of the last one to apply, e.g. `20261121000001`; all if not given
 * @returns the names of those applied, e.g. `20261121000001_privileges`
 */
export async function applyMigrations(
  execute: Execute,
  { folder = MIGRATIONS, until }: { folder?: URL; until?: string } = {},
): Promise<string[]> {
  await execute(`
    create schema if not exists supabase_migrations;
    create table if not exists supabase_migrations.schema_migrations (version text primary key);
    alter table supabase_migrations.schema_migrations add column if not exists name text;
  `);
  const rows = await execute("select version from supabase_migrations.schema_migrations");
  const applied = new Set(rows.map((row) => row["version"]));
  const pending = readdirSync(folder)
    .filter((file) => file.endsWith(".sql") && !applied.has(file.slice(0, 14)))
    .filter((file) => until === undefined || file.slice(0, 14) <= until)
    .sort();
  for (const file of pending) {
    const text = readFileSync(new URL(file, folder), "utf8");
    const [version, name] = [file.slice(0, 14), file.slice(15, -4)];
    try {
      await applyOne(
        execute,
        `${text}\ninsert into supabase_migrations.schema_migrations (version, name) values ('${version}', '${name}');`,
      );
    } catch (error) {
      throw new Error(`Migration ${file} failed: ${error instanceof Error ? error.message : error}`, {
        cause: error,
      });
    }
  }
  return pending.map((file) => file.slice(0, -4));
}

/** Applies the migrations that a database does not have through its connection string. */
export async function migrateThrough(databaseUrl: string): Promise<string[]> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  try {
    return await applyMigrations(async (text, parameters = []) => [
      ...(await (parameters.length === 0 ? sql.unsafe(text).simple() : sql.unsafe(text, parameters))),
    ]);
  } finally {
    await sql.end();
  }
}
