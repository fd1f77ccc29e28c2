import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "node:util";
import { inject, onTestFinished } from "vitest";

type Line = Record<string, unknown>;

const readers = new Set<Line[]>();

/**
 * Keeps all that is logged until the end of the run, when it is searched for what must not be there. What requests
 * log is not shown.
 */
export function collectLogs(): void {
  const file = join(inject("logs"), `${process.pid}.log`);
  for (const level of ["debug", "log", "info", "warn", "error"] as const) {
    const write = console[level];
    console[level] = (...values: unknown[]) => {
      const [first] = values;
      // The stand-in for the Data API, which runs in this process, shows errors of the database in full.
      if (first instanceof Error && first.name === "PostgresError") {
        return;
      }
      const text = format(...values);
      appendFileSync(file, `${text}\n`);
      if (!text.startsWith('{"time":')) {
        write(...values);
        return;
      }
      for (const lines of readers) {
        lines.push(JSON.parse(text));
      }
    };
  }
}

/** The lines that requests log from now until the test is over, as they come. */
export function logLines(): Line[] {
  const lines: Line[] = [];
  readers.add(lines);
  onTestFinished(() => {
    readers.delete(lines);
  });
  return lines;
}
