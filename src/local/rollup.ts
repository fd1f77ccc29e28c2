import { parseArgs } from "node:util";
import { DatabaseError } from "../database/error.ts";
import { optional } from "../environment.ts";
import { rollUp } from "../rollup/roll-up.ts";
import { progressCount } from "./progress.ts";
import { Refusal } from "./refusal.ts";

const HELP = `npm run rollup             rolls up all days that are over and are not rolled up yet
npm run rollup -- --help   this text

Reports give the same answers without, only slower. On Netlify the function cron-rollup does this every
hour, and npm start does it for its own data. It can be ended at any time and goes on from there the next
time, and it may run while others do.

Environment variables
  SUPABASE_URL               URL of the Supabase project; http://127.0.0.1:54321 is that of npm start
  SUPABASE_SERVICE_ROLE_KEY  its secret key; that of npm start is sb_secret_local
`;

/** @throws Refusal naming the argument that is not known */
function asksForHelp(): boolean {
  try {
    const options = { help: { type: "boolean", short: "h", default: false } } as const;
    return parseArgs({ args: process.argv.slice(2), options }).values.help;
  } catch (error) {
    const [sentence] = String(error instanceof Error ? error.message : error).split(". ");
    throw new Refusal(`${sentence?.replace(/\.$/, "")}. npm run rollup -- --help lists what there is.`);
  }
}

/** @throws Refusal naming the settings that are missing or wrong */
function requireSettings(): string {
  const missing = ["SUPABASE_URL", "SUPABASE_SERVICE_ROLE_KEY"].filter(
    (name) => optional(name) === undefined,
  );
  if (missing.length > 0) {
    throw new Refusal(
      `Set ${missing.join(" and ")} to the Supabase project's URL and secret key (Settings → API). ` +
        "npm run rollup -- --help tells those of npm start.",
    );
  }
  const url = optional("SUPABASE_URL") ?? "";
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new Refusal(`SUPABASE_URL must be an http or https URL; it is "${url}".`);
  }
  return url;
}

/** What a person can do about a call that failed. */
function explain(error: DatabaseError, url: string): string {
  return /^(PGRST202|42883)$/.test(error.code)
    ? `${url} does not have this project's migrations: apply them with npm run migrate.`
    : `${url} could not be rolled up: ${error.message}`;
}

async function run(): Promise<void> {
  if (asksForHelp()) {
    console.log(HELP);
    return;
  }
  const url = requireSettings();
  const progress = progressCount("Rolling up", "periods");
  let done = 0;
  const onProgress = (rolled: number) => {
    done = rolled;
    progress.show(rolled);
  };
  const begun = performance.now();
  try {
    const { rolled, pending } = await rollUp({ onProgress });
    progress.end();
    const seconds = ((performance.now() - begun) / 1_000).toFixed(1);
    if (rolled > 0) {
      console.log(`Periods rolled up: ${rolled}, in ${seconds} seconds.`);
    }
    if (pending) {
      console.log("What is left is in use, by another run or by events that arrive: run this again for it.");
    } else if (rolled === 0) {
      console.log("Nothing to roll up.");
    }
  } catch (error) {
    progress.end();
    if (done > 0) {
      console.log(`Periods rolled up before it failed, which stay: ${done}.`);
    }
    throw error instanceof DatabaseError ? new Refusal(explain(error, url)) : error;
  }
}

try {
  await run();
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exitCode = 1;
}
