import { RANGES } from "./cases.ts";
import type { ReportResult, Results } from "./results.ts";

/** A figure to reach. */
export type Target = { what: string; target: string; figure: string; met: boolean };

/** To three figures, with its unit. */
export function milliseconds(value: number): string {
  return value >= 1_000
    ? `${(value / 1_000).toLocaleString("en", { maximumSignificantDigits: 3 })} s`
    : `${value.toLocaleString("en", { maximumSignificantDigits: 3 })} ms`;
}

export const times = (value: number): string =>
  `${value.toLocaleString("en", { maximumSignificantDigits: value < 10 ? 3 : 4, maximumFractionDigits: 2 })} ×`;

const YEAR = Math.max(...RANGES);

/** Bytes per page view of page views and sessions with their indexes. */
export function bytesPerPageView({ storage, data }: Results, groups = ["page views and sessions"]): number {
  const bytes = storage?.relations
    .filter(({ group }) => groups.includes(group))
    .reduce((sum, relation) => sum + relation.bytes, 0);
  return (bytes ?? 0) / data.allPageViews;
}

export const speedUp = ({ raw, rolled }: ReportResult): number => raw.median / rolled.median;

/** The one of a list that is the furthest from its target: the largest, by a figure. */
function worst<Item extends { name: string }>(
  items: Item[],
  figure: (item: Item) => number,
): Item | undefined {
  return items.reduce<Item | undefined>(
    (found, item) => (found === undefined || figure(item) > figure(found) ? item : found),
    undefined,
  );
}

function atMost<Item extends { name: string }>(
  what: string,
  [limit, shown]: [number, (value: number) => string],
  items: Item[] | undefined,
  figure: (item: Item) => number,
): Target[] {
  const item = worst(items ?? [], figure);
  return item === undefined
    ? []
    : [
        {
          what,
          target: `at most ${shown(limit)}`,
          figure: `${shown(figure(item))} (${item.name})`,
          met: figure(item) <= limit,
        },
      ];
}

function atLeast<Item extends { name: string }>(
  what: string,
  [limit, shown]: [number, (value: number) => string],
  items: Item[] | undefined,
  figure: (item: Item) => number,
): Target[] {
  const item = worst(items ?? [], (one) => -figure(one));
  return item === undefined
    ? []
    : [
        {
          what,
          target: `at least ${shown(limit)}`,
          figure: `${shown(figure(item))} (${item.name})`,
          met: figure(item) >= limit,
        },
      ];
}

function reportTargets({ reports = [] }: Results): Target[] {
  const year = reports.filter(({ days }) => days === YEAR);
  const aggregates = year.filter(({ kind }) => kind === "aggregate");
  const filtered = year.filter(({ name }) => name === "sessions, two filters");
  const unequal = reports.filter(({ equal }) => !equal);
  const median = ({ rolled }: ReportResult) => rolled.median;
  return [
    ...atMost("aggregate reports, 365 days, in the database", [20, milliseconds], aggregates, median),
    ...atLeast(
      "… against raw rows, where visitors are counted",
      [100, times],
      aggregates.filter(({ countsVisitors }) => countsVisitors),
      speedUp,
    ),
    ...atLeast(
      "… against raw rows, elsewhere",
      [20, times],
      aggregates.filter(({ countsVisitors }) => !countsVisitors),
      speedUp,
    ),
    ...atMost("first page of sessions, two filters, 365 days", [20, milliseconds], filtered, median),
    ...atMost(
      "filtered reports, 365 days, in the database",
      [500, milliseconds],
      year.filter(({ kind }) => kind === "filtered"),
      median,
    ),
    ...(reports.length === 0
      ? []
      : [
          {
            what: "answers from rollups equal those from raw rows",
            target: "all",
            figure: `${reports.length - unequal.length} of ${reports.length}`,
            met: unequal.length === 0,
          },
        ]),
  ];
}

/** The figures of the issue that there are results for. */
export function targetsOf(results: Results): Target[] {
  const { requests, recording, rollingUp, storage } = results;
  const asked = requests?.filter(({ kind, name }) => kind === "aggregate" || name === "sessions");
  const day = rollingUp?.periods
    .filter(({ days }) => days === 1)
    .map(({ timing }) => ({ name: "median", timing }));
  const bytes = (value: number) => `${value.toFixed(0)} bytes`;
  return [
    ...reportTargets(results),
    ...atMost(
      "a year's request beside a day's",
      [1.5, times],
      asked,
      ({ medians }) => medians.year / medians.day,
    ),
    ...atMost(
      "a year's request beside an empty report's",
      [1.5, times],
      asked,
      ({ medians }) => medians.year / medians.empty,
    ),
    ...atLeast(
      "recording one event a call beside bare one-row inserts",
      [0.5, times],
      recording?.map((one) => ({ ...one, name: `${one.connections} connections` })),
      ({ events, bareInserts }) => events / bareInserts,
    ),
    ...atLeast(
      "recording a visit a call beside bare one-row inserts",
      [0.5, times],
      recording?.map((one) => ({ ...one, name: `${one.connections} connections` })),
      ({ inVisits, bareInserts }) => inVisits / bareInserts,
    ),
    ...atMost(
      `rolling up a day of ${(rollingUp?.pageViews ?? 0).toLocaleString("en")} page views`,
      [2_000, milliseconds],
      day,
      ({ timing }) => timing.median,
    ),
    ...(storage === undefined
      ? []
      : atMost(
          "storage of a page view, its indexes and its share of sessions",
          [200, bytes],
          [{ name: "on disk" }],
          () => bytesPerPageView(results),
        )),
  ];
}
