import type { TestProject } from "vitest/node";
import { startPostgres } from "../../src/local/postgres.ts";
import { startSupabase } from "../../src/local/supabase.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The connection string of the template database, of which each test file has a copy. */
    template: string;
  }
}

/** One PostgreSQL server for the whole run, with a migrated database to copy. */
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
  return postgres.stop;
}
