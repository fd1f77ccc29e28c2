import { z } from "zod";
import { machine, postgres, timing } from "./results.ts";
import { milliseconds, times } from "./targets.ts";
import { number, right, table } from "./text-table.ts";

/** The most that an endpoint may take for a year, in milliseconds of the database. */
const TARGET = 50;

export const logResults = z.object({
  /** When, ISO 8601, and by which command. */
  made: z.string(),
  command: z.string(),
  ...{ machine, postgres },
  data: z.object({
    ...{ conversations: z.int(), messages: z.int(), people: z.int(), visitors: z.int(), purchases: z.int() },
    ...{ days: z.int(), lastDay: z.string() },
  }),
  reports: z.array(
    z.object({
      ...{ api: z.string(), name: z.string() },
      /** From rollups, from what was recorded, and with the last day not rolled up. */
      ...{ rolled: timing, raw: timing, openDay: timing },
      equal: z.boolean(),
    }),
  ),
});

export type LogResults = z.infer<typeof logResults>;

function head({ made, machine, postgres, data }: LogResults): string {
  const settings = Object.entries(postgres.settings).map(([name, value]) => `${name} ${value}`);
  return (
    `${number(data.messages)} messages in ${number(data.conversations)} conversations of ${number(data.people)} people over ${data.days} days of one assistant, and ${number(data.visitors)} visitors with ${number(data.purchases)} purchases. ` +
    `${made.slice(0, 10)}, ${machine.cores} cores (${machine.processor}), ${machine.memory}, ${postgres.version}: ${settings.join(", ")}.`
  );
}

/** All results as Markdown that also reads well on a terminal. */
export function logMarkdown(results: LogResults): string {
  const columns = [
    { head: "endpoint, a year by day" },
    ...["rollups, median", "p95", "with an open day", "raw rows", "faster"].map(right),
    { head: "answers" },
    { head: `≤ ${TARGET} ms` },
  ];
  const rows = results.reports.map(({ api, name, rolled, raw, openDay, equal }) => [
    `${api}: ${name}`,
    milliseconds(rolled.median),
    milliseconds(rolled.p95),
    milliseconds(openDay.median),
    milliseconds(raw.median),
    times(raw.median / rolled.median),
    equal ? "equal" : "DIFFERENT",
    rolled.median <= TARGET ? "met" : "NOT MET",
  ]);
  return [head(results), table(columns, rows)].join("\n\n");
}
