import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { optional } from "../../src/environment.ts";
import { Refusal } from "../../src/local/refusal.ts";
import type { Running } from "../../src/local/running.ts";
import { PROJECT } from "../../src/local/start-options.ts";
import { chart } from "./chart.ts";
import { commandLine, runCommand, wholeNumber } from "./command.ts";
import { type Bench, describeMachine, openBench } from "./database.ts";
import { forgetRecorded, measureRecording } from "./recording.ts";
import {
  measureFiltered,
  measureOpenDay,
  measureReports,
  measureRollingUp,
  prepareMeasuring,
} from "./reports.ts";
import { measureRequests } from "./requests.ts";
import { type Results, results as resultsSchema } from "./results.ts";
import { markdown, withResults } from "./table.ts";
import { milliseconds } from "./targets.ts";
import { right, table } from "./text-table.ts";

const PARTS = ["storage", "reports", "rolling-up", "requests", "recording", "filtered"] as const;
type Part = (typeof PARTS)[number];

/** Reports have the filtered ones among them. */
const ALL = PARTS.filter((part) => part !== "filtered");

const HELP = `npm run bench                      builds the database once, measures, prints the tables
npm run bench -- --page-views <n>  page views of the busy assistant (10000000)
npm run bench -- --days <n>        days they are spread over, at least 365 for all ranges (365)
npm run bench -- --only <parts>    some of ${PARTS.join(",")}
npm run bench -- --fresh           builds the database anew
npm run bench -- --folder <path>   where it is kept (a folder of .phona, or of PHONA_DATA)
npm run bench -- --write           writes tests/bench/results.json, and what is made from it
npm run bench -- --print           measures nothing: prints results.json, and writes what is made from it anew:
                                   tests/bench/results.svg and the tables in the README
npm run bench -- --help            this text

10 million page views take 3 GB, up to 8 GB more of write-ahead log and, the first time, a quarter of an hour or more.
`;

const FILE = new URL("results.json", import.meta.url);
const CHART = new URL("results.svg", import.meta.url);
const README = new URL("../../README.md", import.meta.url);

type Options = {
  pageViews: number;
  days: number;
  fresh: boolean;
  folder: string;
  only: Part[];
  write: boolean;
  print: boolean;
};

function readOptions(): Options | "help" {
  const parse = () => {
    try {
      return parseArgs({
        options: {
          help: { type: "boolean", short: "h", default: false },
          "page-views": { type: "string", default: "10000000" },
          days: { type: "string", default: "365" },
          only: { type: "string", default: ALL.join(",") },
          folder: { type: "string" },
          fresh: { type: "boolean", default: false },
          write: { type: "boolean", default: false },
          print: { type: "boolean", default: false },
        },
      }).values;
    } catch (error) {
      const [sentence] = String(error instanceof Error ? error.message : error).split(". ");
      throw new Refusal(`${sentence?.replace(/\.$/, "")}. npm run bench -- --help lists what there is.`);
    }
  };
  const values = parse();
  if (values.help) {
    return "help";
  }
  const only = values.only.split(",").filter((part) => part !== "");
  const unknown = only.find((part) => !PARTS.some((known) => known === part));
  if (unknown !== undefined) {
    throw new Refusal(`--only takes some of ${PARTS.join(",")}; it has "${unknown}".`);
  }
  const pageViews = wholeNumber("page-views", values["page-views"], 10_000, 100_000_000);
  const days = wholeNumber("days", values.days, 2, 3_650);
  const data = resolve(optional("PHONA_DATA") ?? join(PROJECT, ".phona"));
  return {
    pageViews,
    days,
    fresh: values.fresh,
    folder: resolve(values.folder ?? join(data, `bench-${pageViews}-${days}`)),
    only: PARTS.filter((part) => only.includes(part)),
    write: values.write,
    print: values.print,
  };
}

async function describe({ sql, ...bench }: Bench, command: string): Promise<Results> {
  const { pageViews, allPageViews, sessions, visitors, days, lastDay } = bench;
  return {
    ...(await describeMachine(sql, command)),
    data: { pageViews, allPageViews, sessions, visitors, days, lastDay },
  };
}

async function measure(bench: Bench, { only }: Options, running: Running, found: Results): Promise<void> {
  await forgetRecorded(bench);
  await prepareMeasuring(bench);
  if (only.includes("storage")) {
    found.storage = bench.storage;
  }
  if (only.includes("reports")) {
    found.reports = await measureReports(bench);
    found.openDay = await measureOpenDay(bench);
  }
  if (only.includes("filtered")) {
    const rows = await measureFiltered(bench);
    const shown = (value: number | undefined) => milliseconds(value ?? Number.NaN);
    const columns = [
      { head: "filtered report, all days" },
      ...["median", "p95", "with an open day"].map(right),
    ];
    console.log(
      table(
        columns,
        rows.map(({ name, rolled, open }) => [
          name,
          shown(rolled?.median),
          shown(rolled?.p95),
          shown(open?.median),
        ]),
      ),
    );
  }
  if (only.includes("rolling-up")) {
    found.rollingUp = await measureRollingUp(bench);
  }
  if (only.includes("requests")) {
    found.requests = await measureRequests(bench, running);
  }
  if (only.includes("recording")) {
    const { recording, liveBytes } = await measureRecording(bench);
    found.recording = recording;
    if (found.storage !== undefined && bench.isFresh) {
      found.storage.liveBytes = liveBytes;
    }
  }
}

function show(found: Results): void {
  writeFileSync(CHART, chart(found));
  writeFileSync(README, withResults(readFileSync(README, "utf8"), found));
}

function print(): void {
  if (!existsSync(FILE)) {
    throw new Refusal("There are no results yet: npm run bench -- --write makes them.");
  }
  const found = resultsSchema.parse(JSON.parse(readFileSync(FILE, "utf8")));
  show(found);
  console.log(markdown(found));
}

async function run(options: Options, running: Running): Promise<void> {
  console.log(`\n  ${options.pageViews.toLocaleString("en")} page views over ${options.days} days\n`);
  const bench = await openBench(options, running);
  const found = await describe(bench, commandLine("npm run bench"));
  await measure(bench, options, running, found);
  console.log(`\n${markdown(found)}\n`);
  if (options.write) {
    writeFileSync(FILE, `${JSON.stringify(found, null, 2)}\n`);
    show(found);
  }
}

process.exit(
  await runCommand(async (running) => {
    const options = readOptions();
    if (options === "help") {
      console.log(HELP);
    } else if (options.print) {
      print();
    } else {
      await run(options, running);
    }
  }),
);
