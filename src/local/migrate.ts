import { optional } from "../environment.ts";
import { migrateThrough } from "./migrations.ts";

const databaseUrl = optional("SUPABASE_DB_URL");
if (databaseUrl === undefined) {
  console.error(
    "Set SUPABASE_DB_URL to the connection string of the Supabase project's database (Settings → Database).",
  );
  process.exit(1);
}
try {
  const applied = await migrateThrough(databaseUrl);
  console.log(
    applied.length === 0 ? "Nothing to apply." : `Applied:\n${applied.map((name) => `  ${name}`).join("\n")}`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
