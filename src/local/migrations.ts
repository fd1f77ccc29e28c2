import { readdirSync, readFileSync } from "node:fs";
import postgres from "postgres";

const folder = new URL("../../supabase/migrations/", import.meta.url);

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

/**
 * Applies the migrations that the database does not have, each in a transaction of its own, and
 * notes them where Supabase's own command line does.
 *
 * @returns the names of those applied, e.g. `20261121000001_privileges`
 */
export async function applyMigrations(execute: Execute): Promise<string[]> {
  await execute(`
    create schema if not exists supabase_migrations;
    create table if not exists supabase_migrations.schema_migrations (version text primary key);
    alter table supabase_migrations.schema_migrations add column if not exists name text;
  `);
  const rows = await execute("select version from supabase_migrations.schema_migrations");
  const applied = new Set(rows.map((row) => row["version"]));
  const pending = readdirSync(folder)
    .filter((file) => file.endsWith(".sql") && !applied.has(file.slice(0, 14)))
    .sort();
  for (const file of pending) {
    const text = readFileSync(new URL(file, folder), "utf8");
    const [version, name] = [file.slice(0, 14), file.slice(15, -4)];
    try {
      // Several statements sent as one text are one transaction.
      await execute(
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
