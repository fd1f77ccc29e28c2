import { z } from "zod";

/** Milliseconds. */
export const timing = z.object({ median: z.number(), p95: z.number(), repetitions: z.int() });

/** What a report is to the targets: one of the six, one of them asked otherwise, a list of sessions, or filtered. */
const kind = z.enum(["aggregate", "variant", "list", "filtered"]);

const report = z.object({
  name: z.string(),
  kind,
  countsVisitors: z.boolean(),
  days: z.int(),
  /** Rows that the page asked for comes after. */
  offset: z.int(),
  rolled: timing,
  raw: timing,
  equal: z.boolean(),
});

const request = z.object({
  name: z.string(),
  kind,
  /** Milliseconds by the days asked for, and those of the same request about an assistant without data. */
  medians: z.object({ day: z.number(), month: z.number(), year: z.number(), empty: z.number() }),
  repetitions: z.int(),
});

const relation = z.object({
  name: z.string(),
  table: z.string(),
  group: z.enum(["page views and sessions", "widget events", "dictionaries", "rollups", "other"]),
  isIndex: z.boolean(),
  bytes: z.number(),
  rows: z.number(),
});

export const machine = z.object({
  ...{ processor: z.string(), cores: z.int(), memory: z.string(), node: z.string() },
});
export const postgres = z.object({ version: z.string(), settings: z.record(z.string(), z.string()) });

export const results = z.object({
  /** When, ISO 8601, and by which command. */
  made: z.string(),
  command: z.string(),
  ...{ machine, postgres },
  data: z.object({
    pageViews: z.int(),
    allPageViews: z.int(),
    sessions: z.int(),
    visitors: z.int(),
    days: z.int(),
    lastDay: z.string(),
  }),
  storage: z
    .object({
      relations: z.array(relation),
      databaseBytes: z.number(),
      /** Growth of page views and sessions with their indexes per page view recorded by beacons; before any vacuum. */
      liveBytes: z.number().optional(),
    })
    .optional(),
  reports: z.array(report).optional(),
  openDay: z
    .object({
      pageViews: z.int(),
      reports: z.array(z.object({ name: z.string(), days: z.int(), timing })),
    })
    .optional(),
  rollingUp: z
    .object({
      day: z.string(),
      pageViews: z.int(),
      /** Milliseconds for that day, for each longer period that holds it and, as 0 days, for each line of stays. */
      periods: z.array(z.object({ days: z.int(), timing })),
    })
    .optional(),
  requests: z.array(request).optional(),
  recording: z
    .array(
      z.object({
        connections: z.int(),
        /** Events a second, medians of the rounds: one a call, all of a visit in one call, and bare inserts. */
        events: z.number(),
        inVisits: z.number(),
        bareInserts: z.number(),
        rounds: z.int(),
      }),
    )
    .optional(),
});

export type Timing = z.infer<typeof timing>;
export type Kind = z.infer<typeof kind>;
export type ReportResult = z.infer<typeof report>;
export type RequestResult = z.infer<typeof request>;
export type Relation = z.infer<typeof relation>;
export type Results = z.infer<typeof results>;

/** The value below which that share of the values lies, by the nearest rank. */
function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: number[]): number => quantile(values, 0.5);

/** Rounded to what can be told apart, so that a file of results is no longer than it has to be. */
const rounded = (value: number) => Number(value.toPrecision(4));

export function timingOf(milliseconds: number[]): Timing {
  return {
    median: rounded(median(milliseconds)),
    p95: rounded(quantile(milliseconds, 0.95)),
    repetitions: milliseconds.length,
  };
}
