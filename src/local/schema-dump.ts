import { writeFileSync } from "node:fs";
import { startPostgres } from "./postgres.ts";
import { describeSchema } from "./schema.ts";
import { startSupabase } from "./supabase.ts";

const database = await startPostgres({ settings: { fsync: "off" } });
const url = database.url("postgres");
const supabase = await startSupabase({ postgres: url });
writeFileSync(new URL("../../supabase/schema.sql", import.meta.url), await describeSchema(url));
await supabase.stop();
await database.stop();
