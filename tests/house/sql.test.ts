import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Stack, startStack } from "../support/stack.ts";

/** They run as the owner: triggers on tables that others write to, and all that the Data API can call. */
const SECURITY_DEFINERS = [
  "analytics.create_account",
  "analytics.forget_assistant",
  "analytics.prepare_assistant",
  "public.forget_old",
  "public.health",
  "public.log_events",
  "public.manage_api_keys",
  "public.manage_share_links",
  "public.manage_visitor",
  "public.query_report",
  "public.record_events",
  "public.replay_events",
  "public.roll_up",
];

/** Whom an address or a key is counted for is not known to be an assistant's. */
const WITHOUT_ASSISTANT = ["analytics.rate_limits"];

const FUNCTIONS = `
  select pronamespace::regnamespace || '.' || proname as name, function.*
  from pg_catalog.pg_proc as function where pronamespace::regnamespace::text in ('public', 'analytics')
`;
const TABLES = `
  select relnamespace::regnamespace || '.' || relname as name, class.*
  from pg_catalog.pg_class as class
  where relkind in ('r', 'p') and relnamespace::regnamespace::text in ('public', 'analytics')
`;

describe("the database", () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  });
  afterAll(() => stack?.stop());

  /** The names that a query finds, in order. */
  const names = async (query: string) => (await stack.execute(query)).map(({ name }) => String(name)).sort();

  test("has functions and tables for these tests to look at", async () => {
    expect((await names(FUNCTIONS)).length).toBeGreaterThan(20);
    expect((await names(TABLES)).length).toBeGreaterThan(8);
  });

  test("has no function that the caller's search path can lead astray", async () => {
    expect(
      await names(
        `select name from (${FUNCTIONS}) as f
        where (proconfig is null or not 'search_path=""' = any (proconfig)) and prosqlbody is null`,
      ),
    ).toEqual([]);
  });

  test("says of every function, table and type what it guarantees", async () => {
    expect(
      await names(`
        select name from (${FUNCTIONS}) as f where obj_description(oid, 'pg_proc') is null
        union all
        select name from (${TABLES}) as t where obj_description(oid, 'pg_class') is null
        union all
        select oid::regtype::text from pg_catalog.pg_type
        where typnamespace::regnamespace::text in ('public', 'analytics')
          and (typtype in ('d', 'e') or typtype = 'c' and (select relkind = 'c' from pg_class where pg_class.oid = typrelid))
          and obj_description(oid, 'pg_type') is null
      `),
    ).toEqual([]);
  });

  test("lets nobody but the functions' own role execute anything, and not through PUBLIC either", async () => {
    const rows = await stack.execute(`
      select coalesce(nullif(grantee, 0)::regrole::text, 'public') as grantee, name
      from (${FUNCTIONS}) as f, aclexplode(coalesce(proacl, acldefault('f', proowner)))
      where grantee <> proowner order by grantee, name
    `);
    expect(rows.map(({ grantee, name }) => `${grantee} ${name}`)).toEqual([
      "service_role public.forget_old",
      "service_role public.health",
      "service_role public.log_events",
      "service_role public.manage_api_keys",
      "service_role public.manage_share_links",
      "service_role public.manage_visitor",
      "service_role public.query_report",
      "service_role public.record_events",
      "service_role public.replay_events",
      "service_role public.roll_up",
    ]);
  });

  test("runs as its owner only what is known to", async () => {
    expect(await names(`select name from (${FUNCTIONS}) as f where prosecdef`)).toEqual(SECURITY_DEFINERS);
  });

  test("has row level security on every table that the Data API exposes", async () => {
    expect(
      await names(`
        select name from (${TABLES}) as t
        where relnamespace = 'public'::regnamespace and not relrowsecurity
      `),
    ).toEqual([]);
  });

  test("exposes nothing but tables and functions: a view would run as its owner", async () => {
    expect(
      await names(`
        select relname as name from pg_catalog.pg_class
        where relnamespace = 'public'::regnamespace and relkind in ('v', 'm', 'f')
      `),
    ).toEqual([]);
  });

  test("grants nothing on what was recorded to the roles of the Data API", async () => {
    expect(
      await names(`
        select name || ' ' || role as name
        from (${TABLES}) as t, unnest(array['anon', 'authenticated', 'service_role']) as role
        where relnamespace = 'analytics'::regnamespace
          and (has_any_column_privilege(role, oid, 'select, insert, update') or has_table_privilege(role, oid, 'delete'))
        union all
        select 'schema ' || role from unnest(array['anon', 'authenticated', 'service_role']) as role
        where has_schema_privilege(role, 'analytics', 'usage')
      `),
    ).toEqual([]);
  });

  test.each([
    ["is in each primary key", "indisprimary and attnum = any (indkey)"],
    ["leads an index of each table", "attnum = indkey[0]"],
  ])("places every recorded row by its assistant: that column %s", async (_, condition) => {
    expect(
      await names(`
        select name from (${TABLES}) as t
        where relnamespace = 'analytics'::regnamespace and not exists (
          select from pg_catalog.pg_index join pg_catalog.pg_attribute on attrelid = indrelid
          where indrelid = t.oid and attname = 'assistant_key' and ${condition}
        )
      `),
    ).toEqual(WITHOUT_ASSISTANT);
  });

  test("names each check after the rule that it keeps", async () => {
    expect(
      await names(`
        select conname as name from pg_catalog.pg_constraint
        where connamespace::regnamespace::text in ('public', 'analytics')
          and contype = 'c' and conname ~ '_check[0-9]*$'
      `),
    ).toEqual([]);
  });
});
