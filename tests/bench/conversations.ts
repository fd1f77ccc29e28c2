import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { optional } from "../../src/environment.ts";
import { progressBar } from "../../src/local/progress.ts";
import { Refusal } from "../../src/local/refusal.ts";
import type { Running } from "../../src/local/running.ts";
import { PROJECT } from "../../src/local/start-options.ts";
import { commandLine, runCommand, wholeNumber } from "./command.ts";
import { describeMachine } from "./database.ts";
import { type LogCase, logCases } from "./log-cases.ts";
import { type LogBench, openLogBench } from "./log-database.ts";
import { type LogResults, logMarkdown, logResults } from "./log-results.ts";
import { MEASURE, measure, undone } from "./reports.ts";
import { withinMarks } from "./text-table.ts";

const HELP = `npm run bench:conversations                        builds the database once, measures, prints the table
npm run bench:conversations -- --conversations <n>  how many, of ten messages each (500000)
npm run bench:conversations -- --days <n>           days they are spread over (365)
npm run bench:conversations -- --fresh              builds the database anew
npm run bench:conversations -- --folder <path>      where it is kept (a folder of .phona, or of PHONA_DATA)
npm run bench:conversations -- --write              writes tests/bench/conversations.json, and the table in the README
npm run bench:conversations -- --print              measures nothing: prints conversations.json, and writes the table anew
npm run bench:conversations -- --help               this text

Half a million conversations take 4 GB and, the first time, a quarter of an hour.
`;

const FILE = new URL("conversations.json", import.meta.url);
const README = new URL("../../README.md", import.meta.url);

function readOptions() {
  const parse = () => {
    try {
      return parseArgs({
        options: {
          help: { type: "boolean", short: "h", default: false },
          conversations: { type: "string", default: "500000" },
          days: { type: "string", default: "365" },
          folder: { type: "string" },
          fresh: { type: "boolean", default: false },
          write: { type: "boolean", default: false },
          print: { type: "boolean", default: false },
        },
      }).values;
    } catch (error) {
      const [sentence] = String(error instanceof Error ? error.message : error).split(". ");
      throw new Refusal(
        `${sentence?.replace(/\.$/, "")}. npm run bench:conversations -- --help lists what there is.`,
      );
    }
  };
  const values = parse();
  const conversations = wholeNumber("conversations", values.conversations, 1_000, 10_000_000);
  const days = wholeNumber("days", values.days, 2, 3_650);
  const data = resolve(optional("PHONA_DATA") ?? join(PROJECT, ".phona"));
  const folder = resolve(values.folder ?? join(data, `bench-conversations-${conversations}-${days}`));
  return { ...values, conversations, days, folder };
}

type Often = { repetitions: number; seconds: number };

const ask = (bench: LogBench, asked: LogCase, often: Often) =>
  measure(bench, asked.report, asked.arguments, often);

/** From rollups, after a warm-up. */
async function measureRolled(bench: LogBench, asked: LogCase) {
  await ask(bench, asked, { repetitions: 3, seconds: 1 });
  return ask(bench, asked, { repetitions: 25, seconds: 10 });
}

/** Each endpoint: from rollups, with the last day not rolled up, and as if nothing ever had been. */
async function measureReports(bench: LogBench): Promise<LogResults["reports"]> {
  const { sql, busy, data } = bench;
  const cases = logCases(data.lastDay, data.days);
  const found: LogResults["reports"] = [];
  const show = progressBar("Endpoints", cases.length, "questions");
  for (const asked of cases) {
    show(found.length);
    const rolled = await measureRolled(bench, asked);
    const openDay = await undone(sql, async () => {
      await sql`
        update analytics.log_days set rolled = false
        where assistant_key = ${busy.key} and day = ${data.lastDay}::date`;
      return measureRolled(bench, asked);
    });
    const raw = await undone(sql, async () => {
      await sql`update analytics.log_days set rolled = false where assistant_key = ${busy.key}`;
      return ask(bench, asked, { repetitions: 3, seconds: 20 });
    });
    const [{ equal } = { equal: false }] = await sql<{ equal: boolean }[]>`
      select ${rolled.answer}::text::jsonb = ${raw.answer}::text::jsonb
        and ${openDay.answer}::text::jsonb = ${raw.answer}::text::jsonb as equal`;
    const { api, name } = asked;
    found.push({
      ...{ api, name, equal },
      ...{ rolled: rolled.timing, raw: raw.timing, openDay: openDay.timing },
    });
  }
  show(found.length);
  return found;
}

function show(found: LogResults): void {
  writeFileSync(README, withinMarks(readFileSync(README, "utf8"), "bench:conversations", logMarkdown(found)));
}

function print(): void {
  if (!existsSync(FILE)) {
    throw new Refusal("There are no results yet: npm run bench:conversations -- --write makes them.");
  }
  const found = logResults.parse(JSON.parse(readFileSync(FILE, "utf8")));
  show(found);
  console.log(logMarkdown(found));
}

process.exit(
  await runCommand(async (running: Running) => {
    const options = readOptions();
    if (options.help) {
      console.log(HELP);
      return;
    }
    if (options.print) {
      print();
      return;
    }
    console.log(
      `\n  ${options.conversations.toLocaleString("en")} conversations over ${options.days} days\n`,
    );
    const bench = await openLogBench(options, running);
    await bench.sql.unsafe(MEASURE);
    const found: LogResults = {
      ...(await describeMachine(bench.sql, commandLine("npm run bench:conversations"))),
      data: bench.data,
      reports: await measureReports(bench),
    };
    console.log(`\n${logMarkdown(found)}\n`);
    if (options.write) {
      writeFileSync(FILE, `${JSON.stringify(found, null, 2)}\n`);
      show(found);
    }
  }),
);
