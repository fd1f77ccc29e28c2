import { spawn } from "node:child_process";
import { copyFileSync, createWriteStream, mkdirSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { Refusal } from "./refusal.ts";
import { PROJECT } from "./start-options.ts";

/** A `netlify dev` that this process started. */
export type NetlifyDev = {
  /** Resolves when all functions are served. */
  ready: Promise<void>;
  /** Resolves when it has ended, told to or not, with what to say if it was not. */
  ended: Promise<Refusal>;
  stop: () => Promise<void>;
};

const SHOWN_LINES = 15;

/** What functions log: one line of JSON for each request. */
const isOfRequest = (line: string) => line.startsWith('{"time":');

/** Milliseconds until it is ended by force; it has nothing to save. */
const GRACE = 2_000;

/** Milliseconds it may take to load the functions; it takes seconds. */
const PATIENCE = 90_000;

function netlifyFailed(what: string, lines: string[], folder: string): Refusal {
  const shown = lines.filter((line) => line !== "").map((line) => `\n  | ${line}`);
  return new Refusal(
    `netlify dev, which serves the functions, ${what}. The end of ${join(folder, "netlify.log")}:${shown.join("")}`,
  );
}

/**
 * A folder of its own to work in: `netlify dev` deletes what another one in the same folder has built,
 * and would read and write the settings and the login of the person who runs it.
 */
function prepareFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  copyFileSync(join(PROJECT, "netlify.toml"), join(folder, "netlify.toml"));
  rmSync(join(folder, "node_modules"), { force: true });
  symlinkSync(join(PROJECT, "node_modules"), join(folder, "node_modules"), "junction");
}

/** Its environment: no account, no telemetry, no look for updates, no questions. */
function environment(folder: string, settings: Record<string, string>): NodeJS.ProcessEnv {
  const { NETLIFY_AUTH_TOKEN, NETLIFY_SITE_ID, ...own } = process.env;
  return { ...own, CI: "true", NO_UPDATE_NOTIFIER: "1", NO_COLOR: "1", XDG_CONFIG_HOME: folder, ...settings };
}

/**
 * Serves `dist/` and the functions through `netlify dev` on a loopback port, without network access
 * and without a Netlify account. Its output goes to `<folder>/netlify.log`.
 *
 * @param options.settings environment variables of the functions
 * @param options.verbose whether what the functions log is shown, too
 */
export function startNetlifyDev(options: {
  folder: string;
  port: number;
  settings: Record<string, string>;
  verbose: boolean;
}): NetlifyDev {
  const { folder, port, settings, verbose } = options;
  prepareFolder(folder);
  const functions = join(PROJECT, "netlify", "functions");
  const command = [
    ...["--import", new URL("loopback.mjs", import.meta.url).href],
    createRequire(import.meta.url).resolve("netlify-cli/bin/run.js"),
    ...["dev", "--offline", "--no-open", "--internal-disable-edge-functions", "--skip-gitignore"],
    ...["--dir", join(PROJECT, "dist"), "--functions", functions, "--port", String(port)],
  ];
  // In a group of its own, so that Ctrl-C does not reach it before `stop`, and `stop` reaches its children.
  const child = spawn(process.execPath, command, {
    cwd: folder,
    env: environment(folder, settings),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    detached: true,
  });
  const log = createWriteStream(join(folder, "netlify.log"));
  const waitingFor = new Set(readdirSync(functions).map((file) => file.replace(/\.ts$/, "")));
  const lines: string[] = [];
  let hasEnded = false;
  const ready = new Promise<void>((resolve, reject) => {
    const impatient = setTimeout(
      () => reject(netlifyFailed("has not loaded all functions in time", lines, folder)),
      PATIENCE,
    );
    const read = (line: string) => {
      log.write(`${line}\n`);
      verbose && isOfRequest(line) && console.log(line);
      lines.push(line);
      lines.splice(0, lines.length - SHOWN_LINES);
      waitingFor.delete(/Loaded function (\S+)/.exec(line)?.[1] ?? "");
      if (waitingFor.size === 0) {
        clearTimeout(impatient);
        resolve();
      }
    };
    for (const output of [child.stdout, child.stderr]) {
      output !== null && createInterface({ input: output }).on("line", read);
    }
  });
  const ended = new Promise<Refusal>((resolve) => {
    child.once("close", () => {
      hasEnded = true;
      log.end();
      resolve(netlifyFailed("has ended", lines, folder));
    });
  });
  const signal = (name: NodeJS.Signals) => {
    if (!hasEnded && child.pid !== undefined) {
      try {
        process.kill(-child.pid, name);
      } catch {
        // It has ended this moment.
      }
    }
  };
  return {
    ready,
    ended,
    stop: async () => {
      signal("SIGTERM");
      const insist = setTimeout(signal, GRACE, "SIGKILL");
      await ended;
      clearTimeout(insist);
    },
  };
}
