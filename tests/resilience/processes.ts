import { spawn } from "node:child_process";
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { setTimeout as after } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** A program of this folder that runs in a process of its own. */
export type Program = { signal: (name: NodeJS.Signals) => void; kill: () => Promise<void> };

/** Milliseconds until a program that has ended is started again. */
const PAUSE = 300;

/**
 * Starts a program of this folder, and waits until it says that it is ready. What it prints goes to a file.
 *
 * @throws Error where it ends before
 */
export async function startProgram(
  name: string,
  parameters: string[],
  settings: Record<string, string>,
  folder: string,
): Promise<Program & { ended: Promise<void> }> {
  const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
  const child = spawn(process.execPath, ["--import", "tsx", file, ...parameters], {
    env: { ...process.env, LITE_AUTH_BCRYPT_COST: "4", ...settings },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const log = createWriteStream(join(folder, `${name}.log`), { flags: "a" });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const killChild = () => child.kill("SIGKILL");
  process.once("exit", killChild);
  child.once("exit", () => process.off("exit", killChild));
  await new Promise<void>((resolve, reject) => {
    child.once("message", () => resolve());
    child.once("exit", () => reject(new Error(`${name} has ended; see ${folder}`)));
  });
  return {
    ended,
    signal: (name) => void child.kill(name),
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
      log.end();
    },
  };
}

/**
 * Keeps a program running: one that ends by itself is started again, as whoever hosts it would. The driver of the
 * stand-in for the Supabase API throws where nobody can catch it when a connection is lost while it writes.
 */
export async function keepRunning(...settings: Parameters<typeof startProgram>): Promise<Program> {
  let current = await startProgram(...settings);
  let isWanted = true;
  const watch = async () => {
    while (isWanted) {
      await current.ended;
      for (let isUp = false; isWanted && !isUp; ) {
        await after(PAUSE);
        isUp = await startProgram(...settings).then(
          (next) => {
            current = next;
            return true;
          },
          () => false,
        );
      }
    }
  };
  const watching = watch();
  return {
    signal: (name) => current.signal(name),
    kill: async () => {
      isWanted = false;
      await current.kill();
      await watching;
    },
  };
}
