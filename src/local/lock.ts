import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "./refusal.ts";

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user can't be signalled, but it is there.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function write(file: string): boolean {
  try {
    writeFileSync(file, `${process.pid}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") {
      return false;
    }
    throw error;
  }
}

/**
 * Makes this process the only one that uses a data folder, which is created if absent. What a process
 * left that no longer runs is taken over.
 *
 * @returns what gives the folder free again
 * @throws Refusal where another process uses it
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "lock");
  if (!write(file)) {
    const pid = Number(readFileSync(file, "utf8"));
    if (pid > 0 && pid !== process.pid && isRunning(pid)) {
      throw new Refusal(
        `npm start already runs on ${folder}, as process ${pid}. End it first, or set PHONA_DATA to another ` +
          `folder. If process ${pid} is something else, delete ${file}.`,
      );
    }
    rmSync(file, { force: true });
    if (!write(file)) {
      throw new Refusal(`Another npm start has just begun on ${folder}.`);
    }
  }
  return () => rmSync(file, { force: true });
}
