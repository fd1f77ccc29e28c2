import { randomUUID } from "node:crypto";
import postgres from "postgres";
import { afterAll, describe, expect, inject, test } from "vitest";
import { applyMigrations, type Execute } from "../../src/local/migrations.ts";

/** What a project has before its first migration: Auth, which belongs to another role than the project. */
const projectOf = (owner: string, auth: string) => `
  create schema auth authorization ${auth};
  set role ${auth};
  create table auth.users (id uuid primary key);
  create function auth.uid() returns uuid stable language sql as 'select null::uuid';
  reset role;
  grant usage on schema auth to ${owner}, anon, authenticated, service_role;
  grant all on auth.users to ${owner};
`;

/** Until 2026 a project let the roles of its API into all that was made in the schema public. */
const generousDefaults = (owner: string) => `
  alter default privileges for role ${owner} in schema public grant all on tables to anon, authenticated, service_role;
  alter default privileges for role ${owner} in schema public grant all on functions to anon, authenticated, service_role;
  alter default privileges for role ${owner} in schema public grant all on sequences to anon, authenticated, service_role;
`;

const connect = (url: URL) => postgres(url.href, { max: 1, onnotice: () => undefined });

describe("in an empty Supabase project, whose owner is no superuser", () => {
  const server = connect(new URL(inject("template")));
  afterAll(() => server.end());

  test.each([
    ["of today", () => ""],
    ["with the default privileges of older ones", generousDefaults],
  ])("%s, the migrations apply and let in only whom they name", async (_, defaults) => {
    const id = randomUUID().replaceAll("-", "");
    const [name, owner, auth] = [`project_${id}`, `owner_${id}`, `auth_${id}`];
    await server.unsafe(`create role ${owner} login createrole bypassrls; create role ${auth}`);
    await server.unsafe(`create database ${name} owner ${owner} template template0`);
    const url = new URL(inject("template"));
    url.pathname = name;
    const admin = connect(url);
    url.username = owner;
    const project = connect(url);
    try {
      await admin.unsafe(projectOf(owner, auth) + defaults(owner));
      const execute: Execute = async (text) => [...(await project.unsafe(text).simple())];
      expect(await applyMigrations(execute)).not.toEqual([]);

      await admin.unsafe(`set role ${auth}; insert into auth.users values (gen_random_uuid()); reset role`);
      expect(await execute("select plan from public.accounts")).toEqual([{ plan: "free" }]);

      const callable = await execute(`
        select role || ' ' || proname as what from pg_proc, unnest(array['anon', 'authenticated', 'service_role']) as role
        where pronamespace = 'public'::regnamespace and has_function_privilege(role, oid, 'execute') order by what
      `);
      expect(callable.map(({ what }) => what)).toEqual([
        "service_role forget_old",
        "service_role health",
        "service_role log_events",
        "service_role manage_api_keys",
        "service_role manage_share_links",
        "service_role manage_visitor",
        "service_role query_report",
        "service_role record_events",
        "service_role replay_events",
        "service_role roll_up",
      ]);
      expect(
        await execute(
          "select from pg_class where relnamespace = 'public'::regnamespace and has_table_privilege('anon', oid, 'select')",
        ),
      ).toEqual([]);
    } finally {
      await Promise.all([admin.end(), project.end()]);
      await server.unsafe(`drop database ${name}`);
      await server.unsafe(`drop role ${owner}; drop role ${auth}`);
    }
  });
});
