import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { optional } from "../environment.ts";
import { Refusal } from "./refusal.ts";

/** The folder of this project. */
export const PROJECT = fileURLToPath(new URL("../../", import.meta.url));

export const HELP = `npm start                     the whole product on this machine, with demo data
npm start -- --postgres       on native PostgreSQL 17 in place of the embedded PGlite
npm start -- --reset          deletes the local data and begins anew
npm start -- --days <number>  days of demo traffic in new data (56; 0 for none, at most 365)
npm start -- --verbose        with the log of the functions: a line of JSON for each request
npm start -- --help           this text

Environment variables
  PHONA_PORT                 port of the functions and widget.js (8888)
  PHONA_SITE_PORT            port of the demo site (8080)
  PHONA_SUPABASE_PORT        port of the local Supabase API (54321)
  PHONA_DATA                 folder of the local data (.phona)
  SUPABASE_URL               use this Supabase project in place of the local one, with
  SUPABASE_SERVICE_ROLE_KEY    its secret key,
  SUPABASE_ANON_KEY            its publishable key and,
  SUPABASE_DB_URL              if migrations are to be applied, its connection string
`;

/** A Supabase project elsewhere: its API, its keys and, where migrations are to be applied, its database. */
export type RemoteProject = { url: string; serviceRoleKey: string; anonKey: string; databaseUrl?: string };

export type StartOptions = {
  reset: boolean;
  database: "pglite" | "postgres";
  /** Days of demo traffic to load into new data. */
  days: number;
  /** Whether the log of the functions is shown. */
  verbose: boolean;
  /** Absolute path of the folder for everything that is kept. */
  data: string;
  ports: { functions: number; site: number; supabase: number };
  remote?: RemoteProject;
};

function portOf(name: string, standard: number): number {
  const text = optional(name) ?? String(standard);
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) {
    throw new Refusal(`${name} must be a port number from 1 to 65535; it is "${text}".`);
  }
  return port;
}

function remoteProject(): RemoteProject | undefined {
  const url = optional("SUPABASE_URL");
  if (url === undefined) {
    return undefined;
  }
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new Refusal(`SUPABASE_URL must be an http or https URL; it is "${url}".`);
  }
  const [serviceRoleKey, anonKey] = ["SUPABASE_SERVICE_ROLE_KEY", "SUPABASE_ANON_KEY"].map((name) => {
    const key = optional(name);
    if (key === undefined) {
      throw new Refusal(
        `SUPABASE_URL is set, and ${name} is not. Set it too, or unset SUPABASE_URL to run on a local database.`,
      );
    }
    return key;
  }) as [string, string];
  const databaseUrl = optional("SUPABASE_DB_URL");
  return { url, serviceRoleKey, anonKey, ...(databaseUrl !== undefined && { databaseUrl }) };
}

function parse(argumentsGiven: string[]) {
  try {
    return parseArgs({
      args: argumentsGiven,
      options: {
        help: { type: "boolean", short: "h", default: false },
        reset: { type: "boolean", default: false },
        postgres: { type: "boolean", default: false },
        verbose: { type: "boolean", default: false },
        days: { type: "string", default: "56" },
      },
    }).values;
  } catch (error) {
    const [sentence] = String(error instanceof Error ? error.message : error).split(". ");
    throw new Refusal(`${sentence?.replace(/\.$/, "")}. npm start -- --help lists what there is.`);
  }
}

/**
 * Reads what `npm start` is asked for from its arguments and from the environment.
 *
 * @throws Refusal naming the argument or the variable that is wrong or missing
 */
export function readOptions(argumentsGiven: string[]): StartOptions | "help" {
  const { help, reset, postgres, verbose, days } = parse(argumentsGiven);
  if (help) {
    return "help";
  }
  if (!/^\d{1,3}$/.test(days) || Number(days) > 365) {
    throw new Refusal(`--days must be a whole number from 0 to 365; it is "${days}".`);
  }
  const remote = remoteProject();
  if (remote !== undefined && (reset || postgres)) {
    throw new Refusal(
      `--${reset ? "reset" : "postgres"} is about the local data; SUPABASE_URL is set, so ${remote.url} is used. ` +
        "Unset SUPABASE_URL, or leave the option out.",
    );
  }
  const ports = {
    functions: portOf("PHONA_PORT", 8888),
    site: portOf("PHONA_SITE_PORT", 8080),
    supabase: portOf("PHONA_SUPABASE_PORT", 54_321),
  };
  return {
    reset,
    database: postgres ? "postgres" : "pglite",
    days: Number(days),
    verbose,
    data: resolve(optional("PHONA_DATA") ?? join(PROJECT, ".phona")),
    ports,
    ...(remote !== undefined && { remote }),
  };
}
