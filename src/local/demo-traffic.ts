import { setImmediate } from "node:timers/promises";
import type { RecordBatch } from "../ingest/record.ts";
import { type Demo, hasTraffic, saveDemo } from "./demo.ts";
import { progressBar } from "./progress.ts";
import type { Project } from "./project.ts";
import { countOfSessions, generateTraffic, type TrafficOptions } from "./traffic.ts";

const DAY = 86_400_000;

/** How busy each of the demo's assistants is. */
const SESSIONS_PER_DAY = [60, 65, 25];

/** Sessions recorded in one round trip; between two of them loading can be broken off. */
const GROUP = 20;

/** The UTC date of so many days before a time, e.g. `2026-11-21`. */
export function dateBefore(time: Date, days: number): string {
  return new Date(time.getTime() - days * DAY).toISOString().slice(0, 10);
}

/** What the generator is asked for, by assistant; the same range gives the same events again. */
export function trafficOptions({ assistants }: Demo, range: { from: Date; to: Date }): TrafficOptions[] {
  return assistants.map(({ id, website }, index) => ({
    ...{ seed: index + 1, assistantId: id, website, from: range.from, to: range.to },
    sessionsPerDay: SESSIONS_PER_DAY[index] ?? 0,
  }));
}

function* inGroups(all: TrafficOptions[]): Generator<RecordBatch[]> {
  for (const options of all) {
    let group: RecordBatch[] = [];
    for (const batch of generateTraffic(options)) {
      group.push(batch);
      if (group.length === GROUP) {
        yield group;
        group = [];
      }
    }
    yield group;
  }
}

/**
 * Loads the demo traffic of the last `days` days, today included, unless that has been done. What was
 * broken off is done again from its beginning: events that are known already count once.
 */
export async function ensureTraffic(options: {
  project: Project;
  demo: Demo;
  file: string;
  days: number;
  signal: AbortSignal;
}): Promise<void> {
  const { project, demo, file, days, signal } = options;
  const to = new Date();
  const from = new Date(dateBefore(to, days - 1));
  if (demo.traffic?.loaded || days === 0) {
    return;
  }
  if (demo.traffic === undefined && (await hasTraffic(demo, dateBefore(to, 364), dateBefore(to, 0)))) {
    return;
  }
  demo.traffic ??= { from, to, loaded: false };
  saveDemo(file, demo);

  const wanted = trafficOptions(demo, demo.traffic);
  const total = wanted.reduce((sum, one) => sum + countOfSessions(one), 0);
  const span = Math.ceil((demo.traffic.to.getTime() - demo.traffic.from.getTime()) / DAY);
  const show = progressBar(`${span} ${span === 1 ? "day" : "days"} of demo traffic`, total, "sessions");
  let done = 0;
  for (const group of inGroups(wanted)) {
    // PGlite computes in this process: without a pause no signal and no output of a child is noticed.
    await setImmediate();
    signal.throwIfAborted();
    show(done);
    await project.record(group);
    done += group.length;
  }
  show(total);
  demo.traffic.loaded = true;
  saveDemo(file, demo);
}
