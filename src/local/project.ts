import { createHash } from "node:crypto";
import { lstatSync, mkdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { call } from "../database/client.ts";
import { DatabaseError } from "../database/error.ts";
import type { RecordBatch } from "../ingest/record.ts";
import { migrateThrough } from "./migrations.ts";
import { startPostgres } from "./postgres.ts";
import { Refusal } from "./refusal.ts";
import type { RemoteProject, StartOptions } from "./start-options.ts";
import { type Supabase, startSupabase } from "./supabase.ts";

/** A Supabase project that has this product's migrations, local or not. */
export type Project = {
  description: string;
  url: string;
  anonKey: string;
  serviceRoleKey: string;
  /** Records what `track` would, many sessions at once. */
  record: (batches: RecordBatch[]) => Promise<void>;
  /** Resolves if its server ends without having been told to. */
  ended: Promise<void>;
  stop: () => Promise<void>;
};

/** A folder has to be entered by way of all folders above it. */
function enterableByAll(folder: string): boolean {
  const above = dirname(folder);
  return (statSync(folder).mode & 0o001) !== 0 && (above === folder || enterableByAll(above));
}

/**
 * The folder for the data of native PostgreSQL. Started by root it runs as another user: if that one
 * can't enter the data folder, it is a folder of root's below the temporary one.
 */
function postgresFolder(data: string): string {
  if (process.getuid?.() !== 0 || enterableByAll(data)) {
    return join(data, "postgres");
  }
  const name = createHash("sha256").update(data).digest("hex").slice(0, 12);
  const folder = join(tmpdir(), `phona-${name}`);
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const { uid } = lstatSync(folder);
  if (uid !== 0) {
    throw new Refusal(`${folder}, where the data would be kept, belongs to another user (${uid}).`);
  }
  return join(folder, "postgres");
}

/** Where the data of a local database are. */
function databaseFolder({ database, data }: StartOptions): string {
  return database === "pglite" ? join(data, "pglite") : postgresFolder(data);
}

function requireRecorded(answers: unknown[]): void {
  const refused = answers.find((answer) => (answer as { status?: number }).status !== 202);
  if (refused !== undefined) {
    throw new Error(`The database refused demo traffic: ${JSON.stringify(refused)}`);
  }
}

const recorderOf =
  ({ execute }: Supabase): Project["record"] =>
  async (batches) => {
    const rows = await execute(
      "select public.record_events(item) as answer from jsonb_array_elements($1::text::jsonb) as item",
      [JSON.stringify(batches)],
    );
    requireRecorded(rows.map((row) => row["answer"]));
  };

const SECOND = 1_000;

const never = new Promise<void>(() => undefined);

/** Starts the database and the Supabase API of this machine, and applies the migrations that are missing. */
export async function startLocalProject(options: StartOptions): Promise<Project> {
  const folder = databaseFolder(options);
  if (options.reset) {
    rmSync(folder, { recursive: true, force: true });
  }
  const dashboardUrl = `http://localhost:${options.ports.functions}`;
  if (options.database === "pglite") {
    mkdirSync(folder, { recursive: true });
    const supabase = await startSupabase({ pglite: folder }, options.ports.supabase, dashboardUrl);
    return {
      ...supabase,
      description: `PGlite in ${folder}`,
      record: recorderOf(supabase),
      ended: never,
    };
  }
  const server = await startPostgres({ folder });
  try {
    const supabase = await startSupabase(
      { postgres: server.url("postgres") },
      options.ports.supabase,
      dashboardUrl,
    );
    return {
      ...supabase,
      description: `PostgreSQL 17 in ${folder}, ${server.url("postgres")}`,
      record: recorderOf(supabase),
      ended: server.ended,
      stop: async () => {
        await supabase.stop();
        await server.stop();
      },
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

async function migrateRemote(databaseUrl: string): Promise<string[]> {
  try {
    return await migrateThrough(databaseUrl);
  } catch (error) {
    throw new Refusal(
      `The migrations could not be applied through SUPABASE_DB_URL: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** Finds out whether the project can be reached with the key and has the functions of this product. */
async function requireMigrated(url: string, patience = 0): Promise<void> {
  try {
    // The call of a beacon for an assistant that is not there changes nothing.
    await call("record_events", { batch: { assistant_id: "none", events: [] } });
  } catch (error) {
    if (error instanceof DatabaseError && /^(PGRST202|42883)$/.test(error.code)) {
      if (patience > 0) {
        await setTimeout(SECOND);
        return requireMigrated(url, patience - SECOND);
      }
      throw new Refusal(
        `${url} does not have this project's migrations. Set SUPABASE_DB_URL to its connection string and they ` +
          'are applied, or apply them with "supabase db push".',
      );
    }
    throw new Refusal(
      `${url} could not be used with SUPABASE_SERVICE_ROLE_KEY: ${error instanceof Error ? error.message : error}`,
    );
  }
}

/** Records many sessions at once, for the sake of the way to a project elsewhere. */
async function recordTogether(batches: RecordBatch[]): Promise<void> {
  requireRecorded(await Promise.all(batches.map((batch) => call("record_events", { batch }, 60 * SECOND))));
}

/** Uses a Supabase project that is there already; needs its keys in the environment. */
export async function openRemoteProject(remote: RemoteProject): Promise<Project> {
  const migrated = remote.databaseUrl === undefined ? [] : await migrateRemote(remote.databaseUrl);
  // The Data API takes a moment to notice new functions.
  await requireMigrated(remote.url, migrated.length > 0 ? 15 * SECOND : 0);
  return {
    url: remote.url,
    anonKey: remote.anonKey,
    serviceRoleKey: remote.serviceRoleKey,
    description: `the Supabase project ${remote.url}`,
    record: recordTogether,
    ended: never,
    stop: async () => undefined,
  };
}
