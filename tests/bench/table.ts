import { CASES, RANGES } from "./cases.ts";
import type { Relation, ReportResult, Results } from "./results.ts";
import { bytesPerPageView, milliseconds, speedUp, targetsOf, times } from "./targets.ts";
import { number, right, table, withinMarks } from "./text-table.ts";

function targets(results: Results): string[] {
  const found = targetsOf(results);
  return found.length === 0
    ? []
    : [
        "### Figures to reach",
        table(
          [{ head: "what" }, { head: "target" }, { head: "measured (the worst)" }, { head: "" }],
          found.map(({ what, target, figure, met }) => [what, target, figure, met ? "met" : "NOT MET"]),
        ),
      ];
}

const rangeName = (days: number) => (days === 1 ? "1 day" : `${days} days`);

function row({ name, days, offset, rolled, raw, ...report }: ReportResult): string[] {
  return [
    days === 1 ? name : "",
    `${rangeName(days)}${offset > 0 ? `, offset ${number(offset)}` : ""}`,
    milliseconds(rolled.median),
    milliseconds(rolled.p95),
    milliseconds(raw.median),
    milliseconds(raw.p95),
    times(speedUp({ name, days, offset, rolled, raw, ...report })),
    report.equal ? "equal" : "DIFFERENT",
  ];
}

function reports({ reports: found }: Results): string[] {
  if (found === undefined) {
    return [];
  }
  const columns = [
    { head: "report" },
    { head: "range" },
    ...["rollups, median", "p95", "raw rows, median", "p95", "faster"].map(right),
    { head: "answers" },
  ];
  return ["### Reports, time in the database", table(columns, found.map(row))];
}

function openDay({ openDay: found, reports: rolled }: Results): string[] {
  if (found === undefined) {
    return [];
  }
  const measured = CASES.filter((asked) => found.reports.some(({ name }) => name === asked.name));
  const rows = measured.map(({ name }) => [
    name,
    ...RANGES.flatMap((days) => {
      const one = found.reports.find((report) => report.name === name && report.days === days)?.timing.median;
      const all = rolled?.find((report) => report.name === name && report.days === days)?.rolled.median;
      return [one === undefined ? "" : milliseconds(one), all === undefined ? "" : milliseconds(all)];
    }),
  ]);
  const columns = [
    { head: "report, median" },
    ...RANGES.flatMap((days) => [right(rangeName(days)), right("all rolled")]),
  ];
  return [
    `### With the last day of ${number(found.pageViews)} page views not rolled up, as a day that is running`,
    table(columns, rows),
  ];
}

function rollingUp({ rollingUp: found }: Results): string[] {
  return found === undefined
    ? []
    : [
        `### Rolling up ${found.day}, a day of ${number(found.pageViews)} page views`,
        table(
          [{ head: "period" }, right("median"), right("slowest")],
          found.periods.map(({ days, timing }) => [
            days === 1
              ? "the day, from raw rows"
              : days === 0
                ? "each line of the 16 days around it"
                : `the ${days} days around it, merged`,
            milliseconds(timing.median),
            milliseconds(timing.p95),
          ]),
        ),
      ];
}

function requests({ requests: found }: Results): string[] {
  return found === undefined
    ? []
    : [
        `### Whole requests, median of ${found[0]?.repetitions ?? 0}`,
        table(
          [
            { head: "report" },
            ...["empty", "1 day", "30 days", "365 days", "year / day", "year / empty"].map(right),
          ],
          found.map(({ name, medians: { empty, day, month, year } }) => [
            name,
            ...[empty, day, month, year].map(milliseconds),
            times(year / day),
            times(year / empty),
          ]),
        ),
      ];
}

function recording({ recording: found, storage }: Results): string[] {
  return found === undefined
    ? []
    : [
        "### Recording, events a second",
        table(
          [
            { head: "connections" },
            ...["one event a call", "ratio", "a visit a call", "ratio", "bare one-row inserts"].map(right),
          ],
          found.map(({ connections, events, inVisits, bareInserts }) => [
            `${connections}`,
            number(events),
            times(events / bareInserts),
            number(inVisits),
            times(inVisits / bareInserts),
            number(bareInserts),
          ]),
        ),
        ...(storage?.liveBytes === undefined
          ? []
          : [
              `While recording, page views and sessions with their indexes grew by ${number(storage.liveBytes)} bytes per page view, before any vacuum.`,
            ]),
      ];
}

function storage(results: Results): string[] {
  const { storage: found, data } = results;
  if (found === undefined) {
    return [];
  }
  const perView = (bytes: number) => (bytes / data.allPageViews).toFixed(1);
  const megabytes = (bytes: number) => number(Math.round(bytes / 1e5) / 10);
  const groups = [...new Set(found.relations.map(({ group }) => group))].sort(
    (one, other) => bytesPerPageView(results, [other]) - bytesPerPageView(results, [one]),
  );
  const sumOf = (relations: Relation[]) => relations.reduce((sum, { bytes }) => sum + bytes, 0);
  const rows = groups.flatMap((group) => {
    const relations = found.relations.filter((relation) => relation.group === group);
    return [
      [`**${group}**`, "", megabytes(sumOf(relations)), `**${perView(sumOf(relations))}**`],
      ...relations
        .filter(({ bytes }) => bytes / data.allPageViews >= 0.05)
        .map(({ name, isIndex, bytes, rows: count }) => [
          isIndex ? `index ${name}` : name,
          isIndex || count < 0 ? "" : number(Math.round(count)),
          megabytes(bytes),
          perView(bytes),
        ]),
    ];
  });
  rows.push([
    "**whole database**",
    "",
    megabytes(found.databaseBytes),
    `**${perView(found.databaseBytes)}**`,
  ]);
  return [
    `### Storage of ${number(data.allPageViews)} page views`,
    table([{ head: "table or index" }, right("rows"), right("MB"), right("bytes per page view")], rows),
  ];
}

/** What was measured, on what, when: the first lines. */
function head({ made, machine, postgres, data }: Results): string[] {
  const settings = Object.entries(postgres.settings).map(([name, value]) => `${name} ${value}`);
  return [
    `${number(data.pageViews)} page views of ${number(data.visitors)} visitors in ${number(data.sessions)} sessions over ${data.days} days of one assistant, and ${number(data.allPageViews - data.pageViews)} page views of 100 others. ` +
      `${made.slice(0, 10)}, ${machine.cores} cores (${machine.processor}), ${machine.memory}, Node ${machine.node}, ${postgres.version}: ${settings.join(", ")}.`,
  ];
}

const PARTS = [targets, reports, openDay, rollingUp, requests, recording, storage];

/** All results as Markdown that also reads well on a terminal. */
export const markdown = (results: Results): string =>
  [head, ...PARTS].flatMap((part) => part(results)).join("\n\n");

/** A text with all results in the place that it has for them. */
export const withResults = (text: string, results: Results): string =>
  withinMarks(text, "bench", markdown(results));
