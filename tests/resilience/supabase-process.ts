import { startSupabase } from "../../src/local/supabase.ts";

/** The Supabase API in a process of its own: the connection string of its database, and its port. */
const [postgres = "", port = ""] = process.argv.slice(2);

await startSupabase({ postgres }, Number(port));
process.send?.("ready");
