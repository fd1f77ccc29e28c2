import { createHmac, randomUUID } from "node:crypto";
import { chmodSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { newApiKey } from "../auth/api-keys.ts";
import { sha256Hex } from "../auth/hashing.ts";
import { call, serviceClient } from "../database/client.ts";
import type { Project } from "./project.ts";
import { Refusal } from "./refusal.ts";

const EMAIL = "demo@phona.example";
const LOCAL_PASSWORD = "phona-demo-2026";

const demoFile = z.object({
  account: z.object({ id: z.string(), email: z.string(), password: z.string() }),
  /** The first is that of the demo site. */
  assistants: z.tuple(
    [z.object({ id: z.string(), name: z.string(), website: z.string() })],
    z.object({ id: z.string(), name: z.string(), website: z.string() }),
  ),
  key: z.string(),
  /** The range of the demo traffic, and whether all of it has been loaded. */
  traffic: z.object({ from: z.coerce.date(), to: z.coerce.date(), loaded: z.boolean() }).optional(),
  /** Whether the conversations that go with the traffic have been loaded. */
  conversations: z.boolean().optional(),
});

/** What the demo consists of; kept in a file, because the key can be read nowhere else. */
export type Demo = z.infer<typeof demoFile>;

/** Keeps the demo where only this user of the machine can read it. */
export function saveDemo(file: string, demo: Demo): void {
  writeFileSync(file, `${JSON.stringify(demo, null, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
}

function readDemo(file: string): Demo | undefined {
  if (!existsSync(file)) {
    return undefined;
  }
  try {
    return demoFile.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    throw new Refusal(`${file} can't be read. Delete it, and the next start makes a new key.`);
  }
}

const answered = z.object({ status: z.int() });
const reported = answered.extend({ body: z.string().default("null") });
const listed = z.object({ data: z.array(z.object({ id: z.string() })) });
const summed = z.object({ summary: z.object({ total_pageviews: z.int() }) });

async function report(demo: Demo, name: string, parameters: Record<string, unknown>): Promise<unknown> {
  const result = await call("query_report", {
    key_hash: sha256Hex(demo.key),
    report: name,
    arguments: parameters,
    ip_hash: randomUUID(),
    at: new Date().toISOString(),
  });
  return JSON.parse(reported.parse(result).body);
}

/** Whether the key opens exactly what the file says: the database may have been exchanged. */
async function isThere(demo: Demo): Promise<boolean> {
  const found = listed.safeParse(await report(demo, "assistants", { limit: 100, offset: 0 }));
  const ids = new Set(found.data?.data.map(({ id }) => id));
  return demo.assistants.every(({ id }) => ids.has(id));
}

/** Whether the first assistant has page views from `start` to `end`, both dates. */
export async function hasTraffic(demo: Demo, start: string, end: string): Promise<boolean> {
  const body = await report(demo, "pageviews", {
    assistant_id: demo.assistants[0].id,
    start_date: start,
    end_date: end,
    granularity: "day",
  });
  return summed.parse(body).summary.total_pageviews > 0;
}

const session = z.object({ user: z.object({ id: z.string() }) });

/** Asks Auth as a browser would; undefined where it refuses. */
async function asVisitor(project: Project, path: string, body: object): Promise<string | undefined> {
  const response = await fetch(new URL(`/auth/v1/${path}`, project.url), {
    method: "POST",
    headers: { apikey: project.anonKey, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return response.ok ? session.safeParse(await response.json()).data?.user.id : undefined;
}

async function ensureAccount(project: Project, isRemote: boolean): Promise<Demo["account"]> {
  const email = EMAIL;
  // A password that stands in a public repository must not open a door of a project on the internet.
  const password = isRemote
    ? createHmac("sha256", project.serviceRoleKey).update("demo account").digest("base64url").slice(0, 20)
    : LOCAL_PASSWORD;
  const known = await asVisitor(project, "token?grant_type=password", { email, password });
  if (known !== undefined) {
    return { id: known, email, password };
  }
  const { data, error } = await serviceClient().auth.admin.createUser({
    email,
    password,
    email_confirm: true,
  });
  // The stand-in for Auth has no administration; it lets anybody sign up.
  const id =
    error?.code === "no_authorization"
      ? await asVisitor(project, "signup", { email, password })
      : data.user?.id;
  if (id === undefined) {
    throw new Refusal(
      `The demo account ${email} could not be created: ${error?.message}. If it exists with another password, delete it.`,
    );
  }
  return { id, email, password };
}

async function ensureAssistants(accountId: string, siteUrl: string): Promise<Demo["assistants"]> {
  const assistants = () => serviceClient().from("assistants");
  const ensure = async (name: string, website: string, allowed_hosts: string[] = []) => {
    const found = await assistants().select("id").eq("account_id", accountId).eq("name", name).limit(1);
    const row = { account_id: accountId, name, website_url: website, allowed_hosts, keep_message_text: true };
    const { data, error } = found.data?.[0] ? found : await assistants().insert(row).select("id");
    const [assistant] = z.array(z.object({ id: z.string() })).parse(data ?? []);
    if (assistant === undefined) {
      throw new Error(`The assistant ${name} could not be created: ${error?.message}`);
    }
    return { id: assistant.id, name, website };
  };
  return [
    await ensure("Northwind (demo site)", siteUrl, ["127.0.0.1"]),
    await ensure("Brightdesk", "https://www.brightdesk.example"),
    await ensure("Lumen Scheduling", "https://lumen-scheduling.example"),
  ];
}

async function createKey(accountId: string): Promise<string> {
  const { key, hash, prefix } = newApiKey();
  const result = await call("manage_api_keys", {
    account_id: accountId,
    action: "create",
    arguments: {
      name: "npm start",
      scopes: ["analytics:read", "events:write", "visitors:manage"],
      key_hash: hash,
      key_prefix: prefix,
    },
    ip_hash: randomUUID(),
    at: new Date().toISOString(),
  });
  if (answered.parse(result).status !== 201) {
    throw new Error(`The API key could not be created: ${JSON.stringify(result)}`);
  }
  return key;
}

/**
 * The demo account with its assistants and an API key: as kept in the file where the project still
 * has them, else created as far as they are missing, and kept.
 */
export async function ensureDemo(options: {
  project: Project;
  isRemote: boolean;
  file: string;
  siteUrl: string;
}): Promise<Demo> {
  const { project, isRemote, file, siteUrl } = options;
  const kept = readDemo(file);
  if (kept !== undefined && (await isThere(kept))) {
    return kept;
  }
  const account = await ensureAccount(project, isRemote);
  const assistants = await ensureAssistants(account.id, siteUrl);
  const demo: Demo = { account, assistants, key: await createKey(account.id) };
  saveDemo(file, demo);
  return demo;
}
