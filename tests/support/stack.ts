import { randomInt, randomUUID } from "node:crypto";
import { createClient } from "@supabase/supabase-js";
import postgres from "postgres";
import { expect, inject } from "vitest";
import { newApiKey } from "../../src/auth/api-keys.ts";
import { patience } from "../../src/database/client.ts";
import { type Edge, type StaticFile, serveFunctions } from "../../src/local/functions.ts";
import type { Execute } from "../../src/local/migrations.ts";
import { type Supabase, startSupabase } from "../../src/local/supabase.ts";
import { undocumented } from "./documented.ts";

/** A Supabase user with a session. */
export type Account = { id: string; token: string; email: string; password: string };

/** An answer of the API: its status, its headers and its JSON, of which a test asserts the shape, or its table. */
export type Answer = { status: number; headers: Headers; body: ReturnType<typeof JSON.parse> };

/** Milliseconds that functions wait for the database, which tests that run beside others keep busy. */
const PATIENCE = 25_000;

/** The whole product on a database of its own: PostgreSQL, Supabase API and functions. */
export type Stack = Awaited<ReturnType<typeof startStack>>;

async function copyOfTemplate(): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = inject("template");
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const sql = postgres(server, { max: 1, onnotice: () => undefined });
  await sql.unsafe(`create database ${name} template template_of_tests strategy file_copy`);
  return {
    url: server.replace(/\/postgres$/, `/${name}`),
    drop: async () => {
      await sql.unsafe(`drop database ${name} with (force)`);
      await sql.end();
    },
  };
}

/** Reads a response: its JSON, a table as the text that it is, or undefined where it has no body. */
export async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const isTable = response.headers.get("content-type")?.startsWith("text/csv");
  return {
    status: response.status,
    headers: response.headers,
    body: isTable ? text : text === "" ? undefined : JSON.parse(text),
  };
}

export type RequestOptions = {
  method?: string;
  parameters?: Record<string, string> | [string, string][];
  /** An API key or session token, sent as a bearer token. */
  key?: string;
  ip?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
};

/** An address of a range that is set aside for tests (RFC 2544). */
export function randomAddress(): string {
  return `198.${18 + randomInt(2)}.${randomInt(256)}.${randomInt(256)}`;
}

type Files = Record<string, StaticFile>;

/**
 * Starts the product on a copy of the migrated database; `stop` drops the copy.
 *
 * @param options.files what is served beside the functions; it may name the Supabase API
 */
export async function startStack(
  options: { files?: Files | ((supabase: Supabase) => Promise<Files>); edge?: Edge } = {},
) {
  const database = await copyOfTemplate();
  patience.milliseconds = PATIENCE;
  const supabase = await startSupabase({ postgres: database.url });
  process.env["SUPABASE_URL"] = supabase.url;
  process.env["SUPABASE_SERVICE_ROLE_KEY"] = supabase.serviceRoleKey;
  delete process.env["IP_HASH_SECRET"];
  const files = typeof options.files === "function" ? await options.files(supabase) : options.files;
  const functions = await serveFunctions({
    ...(files !== undefined && { files }),
    ...(options.edge !== undefined && { edge: options.edge }),
  });

  const client = (token?: string) =>
    createClient(supabase.url, supabase.anonKey, {
      auth: { persistSession: false, autoRefreshToken: false },
      realtime: { transport: class {} as never },
      ...(token !== undefined && { global: { headers: { authorization: `Bearer ${token}` } } }),
    });

  const newAccount = async (): Promise<Account> => {
    const [email, password] = [`${randomUUID()}@example.com`, randomUUID()];
    const { data, error } = await client().auth.signUp({ email, password });
    if (error !== null || data.user === null || data.session === null) {
      throw error ?? new Error("Signing up gave no session.");
    }
    return { id: data.user.id, token: data.session.access_token, email, password };
  };

  const newAssistant = async (
    account: Account,
    fields: {
      id?: string;
      name?: string;
      website_url?: string;
      allowed_hosts?: string[];
      keep_message_text?: boolean;
      created_at?: string;
    } = {},
  ): Promise<string> => {
    const known = { name: "Acme", website_url: "https://acme.com", keep_message_text: true };
    const columns = { ...known, ...fields, account_id: account.id };
    const [row] = await supabase.execute(
      `insert into public.assistants (${Object.keys(columns).join(", ")})
       select ${Object.keys(columns).join(", ")} from jsonb_populate_record(null::public.assistants, $1::text::jsonb)
       returning id`,
      [JSON.stringify(columns)],
    );
    return String(row?.["id"]);
  };

  const newKey = async (
    account: Account,
    fields: { name?: string; scopes?: string[]; assistant_id?: string; expires_at?: string } = {},
  ): Promise<string> => {
    const { key, hash, prefix } = newApiKey();
    await supabase.execute(
      `select public.manage_api_keys($1::text::uuid, 'create', $2::text::jsonb, $3, now())`,
      [
        account.id,
        JSON.stringify({
          name: "test",
          scopes: ["analytics:read"],
          ...fields,
          key_hash: hash,
          key_prefix: prefix,
        }),
        randomUUID(),
      ],
    );
    return key;
  };

  /**
   * One request to a function, from an address of its own so that no limit of addresses is shared. What it
   * answers must be as the OpenAPI document says.
   */
  const request = async (path: string, options: RequestOptions = {}): Promise<Answer> => {
    const search = new URLSearchParams(options.parameters);
    const method = options.method ?? "GET";
    const answer = await answerOf(
      await fetch(`${functions.url}${path}${search.size > 0 ? `?${search}` : ""}`, {
        method,
        headers: {
          "x-nf-client-connection-ip": options.ip ?? randomAddress(),
          ...(options.key !== undefined && { authorization: `Bearer ${options.key}` }),
          ...options.headers,
        },
        ...(options.body !== undefined && { body: options.body }),
      }),
    );
    expect(undocumented(path, method, answer)).toEqual([]);
    return answer;
  };

  const get = (path: string, parameters: Record<string, string> = {}, key?: string): Promise<Answer> =>
    request(path, { parameters, ...(key !== undefined && { key }) });

  /** Records a batch through the recording function, as `track` does. */
  const record = async (batch: Record<string, unknown>): Promise<Record<string, unknown>> => {
    const [row] = await supabase.execute("select public.record_events($1::text::jsonb) as answer", [
      JSON.stringify(batch),
    ]);
    return row?.["answer"] as Record<string, unknown>;
  };

  const stop = async () => {
    await functions.stop();
    await supabase.stop();
    await database.drop();
  };

  const execute: Execute = supabase.execute;
  return {
    url: functions.url,
    supabase,
    database: database.url,
    client,
    execute,
    request,
    get,
    newAccount,
    newAssistant,
    newKey,
    record,
    stop,
  };
}
