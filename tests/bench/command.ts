import { Refusal } from "../../src/local/refusal.ts";
import { Running, unlessAborted } from "../../src/local/running.ts";

const STOPPING_TIME = 30_000;

/**
 * Runs a command until it is done, or stopped by a signal, and stops what it has started.
 *
 * @returns the code to exit with
 */
export async function runCommand(work: (running: Running) => Promise<void>): Promise<number> {
  const running = new Running();
  const abort = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => abort.abort(new Refusal("Stopping…")));
  }
  let code = 0;
  try {
    await unlessAborted(abort.signal, work(running));
  } catch (error) {
    console.error(error instanceof Refusal ? `\n${error.message}` : error);
    code = 1;
  }
  setTimeout(() => process.exit(1), STOPPING_TIME).unref();
  await running.stop();
  return code;
}

/** A command as it was called, but for what differs from one machine to another and for whether it writes. */
export function commandLine(command: string): string {
  const parts = process.argv.slice(2);
  const told = parts.filter(
    (part, place) => !/^--(write|folder\b)/.test(part) && parts[place - 1] !== "--folder",
  );
  return told.length === 0 ? command : `${command} -- ${told.join(" ")}`;
}

/** A whole number that an option has, from `least` to `most`. */
export function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) {
    throw new Refusal(`--${name} must be a whole number from ${least} to ${most}; it is "${text}".`);
  }
  return value;
}
