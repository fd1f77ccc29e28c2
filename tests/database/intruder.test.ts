import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EVENTS, oneOfEach } from "../support/logging.ts";
import { batch, pageView, visitor, widgetEvent } from "../support/seed.ts";
import { type Account, type Stack, startStack } from "../support/stack.ts";

let stack: Stack;
let owner: Account;
let stranger: Account;
let assistant: string;
beforeAll(async () => {
  stack = await startStack();
  [owner, stranger] = [await stack.newAccount(), await stack.newAccount()];
  assistant = await stack.newAssistant(owner);
  await stack.newKey(owner);
  await stack.execute(
    `insert into public.share_links (account_id, assistant_id, name, token_hash, created_at)
     values ($1::text::uuid, $2, 'Board', sha256('token'), now())`,
    [owner.id, assistant],
  );
  const at = "2026-04-10T12:00:00.000Z";
  await stack.record(batch(assistant, visitor(1), [pageView(at, "/"), widgetEvent(at, "widget_open", "/")]));
  await stack.record(batch(assistant, visitor(2), [pageView(at, "/")], { excluded: "bot" }));
});
afterAll(() => stack.stop());

/** What is filled for the agency plan only. */
const FILLED_OTHERWISE = ["analytics.session_addresses"];

/** All that may be read and changed over the Data API, by the role that may. */
const GRANTED: Record<string, string[]> = {
  anon: [],
  authenticated: [
    "accounts SELECT",
    "accounts UPDATE (retention_days)",
    "api_keys SELECT (account_id, assistant_id, created_at, expires_at, id, key_prefix, last_used_at, name, revoked_at, scopes)",
    "assistants DELETE",
    "assistants INSERT (allowed_hosts, name, type, website_url)",
    "assistants SELECT",
    "assistants UPDATE (ab_test_enabled, allowed_hosts, blocked_hosts, blocked_ips, blocked_paths, keep_message_text, name, website_url)",
    "share_links SELECT (account_id, assistant_id, created_at, expires_at, id, last_used_at, name, revoked_at)",
  ],
};

async function rows(query: string, ...parameters: string[]): Promise<string[]> {
  return (await stack.execute(query, parameters)).map((row) => String(Object.values(row)[0]));
}

const tables = () =>
  rows(
    "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'p') order by 1",
  );
const functions = () =>
  rows(
    "select oid::regprocedure from pg_proc where pronamespace in ('public'::regnamespace, 'analytics'::regnamespace) order by 1",
  );

describe("an intruder", () => {
  test.each(Object.entries(GRANTED))(
    "as %s has the privileges granted by name and no others",
    async (role, granted) => {
      const whole = await rows(
        `select relname || ' ' || privilege from pg_class,
         unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']) as privilege
       where relnamespace in ('public'::regnamespace, 'analytics'::regnamespace) and relkind in ('r', 'v', 'm', 'p')
         and has_table_privilege($1, pg_class.oid, privilege)`,
        role,
      );
      const columns = await rows(
        `select relname || ' ' || privilege || ' (' || string_agg(attname, ', ' order by attname) || ')'
       from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped,
         unnest(array['SELECT', 'INSERT', 'UPDATE']) as privilege
       where relnamespace in ('public'::regnamespace, 'analytics'::regnamespace) and relkind in ('r', 'v', 'm', 'p')
         and has_column_privilege($1, pg_class.oid, attnum, privilege)
         and not has_table_privilege($1, pg_class.oid, privilege)
       group by relname, privilege`,
        role,
      );
      expect([...whole, ...columns].sort()).toEqual(granted);
      const sequences = await rows(
        "select seqrelid::regclass from pg_sequence where has_sequence_privilege($1, seqrelid, 'usage, select, update')",
        role,
      );
      expect(sequences).toEqual([]);
    },
  );

  test.each(["anon", "authenticated", "public"])("as %s can execute no function at all", async (role) => {
    const walked = await functions();
    expect(walked.length).toBeGreaterThan(25);
    const executable = await rows(
      `select oid::regprocedure from pg_proc
       where pronamespace in ('public'::regnamespace, 'analytics'::regnamespace)
         and has_function_privilege($1, oid, 'execute')`,
      role,
    );
    expect(executable).toEqual([]);
    const [{ usage } = {}] = await stack.execute(
      "select has_schema_privilege($1, 'analytics', 'usage') as usage",
      [role],
    );
    expect(usage).toBe(false);
  });

  test("as the service role executes what functions call, and reads nothing recorded directly", async () => {
    const executable = await rows(
      `select proname from pg_proc where pronamespace in ('public'::regnamespace, 'analytics'::regnamespace)
         and has_function_privilege('service_role', oid, 'execute') order by 1`,
    );
    expect(executable).toEqual([
      "forget_old",
      "health",
      "log_events",
      "manage_api_keys",
      "manage_share_links",
      "manage_visitor",
      "query_report",
      "record_events",
      "replay_events",
      "roll_up",
    ]);
    const [{ usage } = {}] = await stack.execute(
      "select has_schema_privilege('service_role', 'analytics', 'usage') as usage",
    );
    expect(usage).toBe(false);
  });

  test("reads no row of any table over the Data API, as anybody or as a stranger", async () => {
    for (const client of [stack.client(), stack.client(stranger.token)]) {
      for (const table of await tables()) {
        const column = ["api_keys", "share_links"].includes(table) ? "id, name" : "*";
        const { data, error } = await client.from(table).select(column);
        const foreign = (data ?? []).filter((row) => !JSON.stringify(row).includes(stranger.id));
        expect({ table, foreign, refused: error?.code }).toEqual({
          table,
          foreign: [],
          refused: error === null ? undefined : "42501",
        });
      }
    }
  });

  test("reaches no recorded row by naming the schema", async () => {
    for (const token of [undefined, stranger.token, owner.token]) {
      const { data, error } = await stack.client(token).schema("analytics").from("page_views").select("*");
      expect([data, error === null]).toEqual([null, false]);
    }
  });

  test("calls no function over the Data API, as anybody, a stranger or the owner", async () => {
    const names = await rows(
      "select distinct proname from pg_proc where pronamespace = 'public'::regnamespace",
    );
    const managing = {
      account_id: owner.id,
      action: "list",
      arguments: {},
      ip_hash: "x",
      at: "2026-04-10T00:00:00Z",
    };
    const known: Record<string, Record<string, unknown>> = {
      query_report: {
        key_hash: "00",
        report: "pages",
        arguments: {},
        ip_hash: "x",
        at: "2026-04-10T00:00:00Z",
      },
      log_events: { key_hash: "00", events: [], ip_hash: "x", at: "2026-04-10T00:00:00Z" },
      record_events: { batch: {} },
      health: { at: "2026-04-10T00:00:00Z" },
      forget_old: { at: "2026-04-10T00:00:00Z", seconds: 1 },
      replay_events: { key_hash: "00", events: [], arrived_at: "2026-04-10T00:00:00Z" },
      roll_up: { at: "2026-04-10T00:00:00Z", seconds: 1 },
      manage_api_keys: managing,
      manage_share_links: managing,
      manage_visitor: {
        key_hash: "00",
        action: "erase",
        arguments: {},
        ip_hash: "x",
        at: "2026-04-10T00:00:00Z",
      },
    };
    expect(names.sort()).toEqual(Object.keys(known).sort());
    for (const token of [undefined, stranger.token, owner.token]) {
      for (const [name, parameters] of Object.entries(known)) {
        const { error } = await stack.client(token).rpc(name, parameters);
        expect({ name, code: error?.code }).toEqual({ name, code: "42501" });
      }
    }
  });

  test("changes nothing that is another's", async () => {
    const client = stack.client(stranger.token);
    expect(
      (await client.from("assistants").update({ name: "Mine" }).eq("id", assistant).select()).data,
    ).toEqual([]);
    expect((await client.from("assistants").delete().eq("id", assistant).select()).data).toEqual([]);
    for (const row of [{ account_id: owner.id }, { id: "ast_mine" }, { hosts: ["acme.com"] }]) {
      const { error } = await client
        .from("assistants")
        .insert({ name: "x", website_url: "https://x.com", ...row });
      expect(error?.code).toBe("42501");
    }
    expect((await client.from("accounts").update({ plan: "agency" }).eq("id", stranger.id)).error?.code).toBe(
      "42501",
    );
    for (const table of ["api_keys", "share_links"]) {
      expect((await client.from(table).insert({ name: "x" })).error?.code).toBe("42501");
      expect((await client.from(table).delete().eq("account_id", owner.id)).error?.code).toBe("42501");
    }
    const [{ name } = {}] = await stack.execute("select name from public.assistants where id = $1", [
      assistant,
    ]);
    expect(name).toBe("Acme");
  });

  test("is not the owner, who reads and changes what is theirs but never the hash of a key or link", async () => {
    const client = stack.client(owner.token);
    expect((await client.from("accounts").select("id, plan")).data).toEqual([{ id: owner.id, plan: "free" }]);
    expect((await client.from("assistants").select("id")).data).toEqual([{ id: assistant }]);
    expect((await client.from("api_keys").select("name")).data).toEqual([{ name: "test" }]);
    expect((await client.from("api_keys").select("key_hash")).error?.code).toBe("42501");
    expect((await client.from("share_links").select("name")).data).toEqual([{ name: "Board" }]);
    expect((await client.from("share_links").select("token_hash")).error?.code).toBe("42501");
    const { data } = await client
      .from("assistants")
      .insert({
        name: "Second",
        website_url: "https://WWW.Second.example:8443/path",
        allowed_hosts: ["Shop.Second.io"],
      })
      .select("id, hosts, account_id");
    expect(data).toEqual([
      {
        id: expect.stringMatching(/^ast_[0-9a-hjkmnp-tv-z]{26}$/),
        hosts: ["second.example", "shop.second.io"],
        account_id: owner.id,
      },
    ]);
    expect((await client.from("assistants").delete().eq("name", "Second").select("name")).data).toEqual([
      { name: "Second" },
    ]);
  });

  test("finds nothing left of an assistant that was deleted, nor of an account", async () => {
    const leaver = await stack.newAccount();
    const theirs = await stack.newAssistant(leaver);
    const writer = await stack.newKey(leaver, { scopes: ["events:write"] });
    const at = "2026-04-10T12:00:00.000Z";
    await stack.record(batch(theirs, visitor(1), [pageView(at, "/"), widgetEvent(at, "widget_open", "/")]));
    await stack.record(batch(theirs, visitor(2), [pageView(at, "/")], { excluded: "bot" }));
    const events = JSON.stringify(oneOfEach());
    const reported = await stack.request(EVENTS, { method: "POST", key: writer, body: events });
    expect(reported.body).toEqual({ accepted: 18, duplicates: 0, refused: [] });
    const [{ key } = {}] = await stack.execute("select key from public.assistants where id = $1", [theirs]);
    await stack.execute("select analytics.roll_up_log_day($1::text::integer, '2026-11-20')", [String(key)]);
    await stack.execute("select analytics.roll_up_period($1::text::integer, 1::smallint, '2026-04-10')", [
      String(key),
    ]);
    await stack.execute(
      `select analytics.roll_up_lineup($1::text::integer, 'visitor', day - (day - date '0001-01-01') % 16, day + 1)
       from (select date '2026-04-10' as day) as april`,
      [String(key)],
    );
    await stack.execute(
      `insert into analytics.retention (assistant_key, kept_from, retention_days)
       values ($1::text::integer, '2026-04-10', 395)`,
      [String(key)],
    );
    await stack.execute("insert into analytics.known_people values ($1::text::integer, 1)", [String(key)]);
    const keyed = await rows(
      "select attrelid::regclass from pg_attribute join pg_class on pg_class.oid = attrelid where attname = 'assistant_key' and relkind = 'r' and relnamespace = 'analytics'::regnamespace order by 1",
    );
    expect(keyed).toHaveLength(42);
    const empty = async () => {
      const found: string[] = [];
      for (const table of keyed) {
        const query = `select from ${table} where assistant_key = $1::text::integer limit 1`;
        if ((await stack.execute(query, [String(key)])).length === 0) {
          found.push(table);
        }
      }
      return found;
    };
    expect((await empty()).sort()).toEqual(FILLED_OTHERWISE);
    await stack.execute("delete from auth.users where id = $1::text::uuid", [leaver.id]);
    expect(await empty()).toEqual(keyed);
    const keys = await stack.execute("select from public.api_keys where account_id = $1::text::uuid", [
      leaver.id,
    ]);
    expect(keys).toEqual([]);
  });
});
