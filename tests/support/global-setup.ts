import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startPostgres } from "../../src/local/postgres.ts";
import { startSupabase } from "../../src/local/supabase.ts";
import { leaksOf } from "./leaks.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The connection string of the template database, of which each test file has a copy. */
    template: string;
    /** The folder in which all that is logged is kept. */
    logs: string;
  }
}

/** Ends a run in whose logs there is what must not be there. */
function searchLogs(folder: string): void {
  const leaks = readdirSync(folder).flatMap((file) => leaksOf(readFileSync(join(folder, file), "utf8")));
  rmSync(folder, { recursive: true });
  if (leaks.length > 0) {
    // What is thrown here is shown, and fails nothing.
    process.exitCode = 1;
    throw new Error(
      `The logs of this run hold what must not be in any log:\n${leaks.slice(0, 20).join("\n")}`,
    );
  }
}

/** One PostgreSQL server for the whole run, with a migrated database to copy; at its end, a look at its logs. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const postgres = await startPostgres({
    settings: { fsync: "off", full_page_writes: "off", max_connections: "200" },
  });
  const template = postgres.url("postgres");
  const supabase = await startSupabase({ postgres: template });
  await supabase.execute("create database template_of_tests template template0");
  await supabase.stop();
  await (await startSupabase({ postgres: postgres.url("template_of_tests") })).stop();
  project.provide("template", template);
  const logs = mkdtempSync(join(tmpdir(), "phona-logs-"));
  project.provide("logs", logs);
  return async () => {
    await postgres.stop();
    searchLogs(logs);
  };
}
