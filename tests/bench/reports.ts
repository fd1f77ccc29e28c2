import type postgres from "postgres";
import { z } from "zod";
import { progressBar } from "../../src/local/progress.ts";
import { CASES, type Case, deepOffset, RANGES, rangeOf } from "./cases.ts";
import type { Bench } from "./database.ts";
import { type ReportResult, type Results, type Timing, timingOf } from "./results.ts";

/** How often a report is timed, unless that takes longer than the seconds. */
const ROLLED = { repetitions: 40, seconds: 20 };
const RAW = new Map([
  [1, { repetitions: 15, seconds: 10 }],
  [30, { repetitions: 5, seconds: 15 }],
  [365, { repetitions: 3, seconds: 30 }],
]);

/** Timed within the database, as the function that answers a request would call it. */
export const MEASURE = `
  create or replace function bench.measure(
    report text, assistant_key integer, arguments jsonb, repetitions integer, seconds numeric
  )
    returns table (milliseconds double precision[], answer jsonb)
    language plpgsql
  as $$
  declare
    assistant public.assistants;
    first constant timestamptz := clock_timestamp();
    begun timestamptz;
    body json;
  begin
    select * into assistant from public.assistants where key = assistant_key;
    loop
      begun := clock_timestamp();
      body := analytics.run_report(report, assistant.account_id, assistant, null, arguments);
      milliseconds := milliseconds || (extract(epoch from clock_timestamp() - begun) * 1000)::double precision;
      exit when cardinality(milliseconds) >= repetitions
        or clock_timestamp() > first + make_interval(secs => seconds::double precision);
    end loop;
    answer := body;
    return next;
  end
  $$
`;

type Often = { repetitions: number; seconds: number };
type Arguments = Record<string, string | number>;

const listed = z.object({ meta: z.object({ total: z.int() }) });

/** Does some work of which nothing is kept: nobody else sees it, and it is undone at the end. */
export async function undone<Value>(sql: postgres.Sql, work: () => Promise<Value>): Promise<Value> {
  await sql`begin`;
  try {
    return await work();
  } finally {
    await sql`rollback`;
    // What was undone stays in the way until it is cleared away.
    await sql`vacuum analytics.periods, analytics.log_days`;
  }
}

/** How long a report takes, so often or so long, and what it answers. */
export async function measure(
  { sql, busy }: Pick<Bench, "sql" | "busy">,
  report: string,
  parameters: Record<string, unknown>,
  often: Often,
) {
  const [row] = await sql<{ milliseconds: number[]; answer: string }[]>`
    select milliseconds, answer::text as answer from bench.measure(
      ${report}, ${busy.key}, ${JSON.stringify(parameters)}::text::jsonb, ${often.repetitions}, ${often.seconds}
    )`;
  if (row === undefined) {
    throw new Error(`${report} gave no answer.`);
  }
  return { timing: timingOf(row.milliseconds), answer: row.answer };
}

/** The arguments of a question, at its offset where it is asked at one. */
export async function argumentsOf(bench: Bench, asked: Case, days: number): Promise<Arguments> {
  const parameters = { ...asked.arguments, ...rangeOf(bench, days) };
  if (!asked.isDeep) {
    return parameters;
  }
  const { answer } = await measure(bench, asked.report, parameters, { repetitions: 1, seconds: 0 });
  return { ...parameters, offset: deepOffset(listed.parse(JSON.parse(answer)).meta.total) };
}

/** From rollups, after a warm-up. */
async function measureRolled(bench: Bench, report: string, parameters: Arguments) {
  await measure(bench, report, parameters, { repetitions: 3, seconds: 1 });
  return measure(bench, report, parameters, ROLLED);
}

/** From what was recorded, as if nothing of the assistant had ever been rolled up. */
function measureRaw(bench: Bench, report: string, parameters: Arguments, days: number) {
  return undone(bench.sql, async () => {
    await bench.sql`update analytics.periods set rolled = false where assistant_key = ${bench.busy.key}`;
    return measure(bench, report, parameters, RAW.get(days) ?? { repetitions: 1, seconds: 0 });
  });
}

export async function prepareMeasuring({ sql }: Bench): Promise<void> {
  await sql.unsafe(MEASURE);
}

/** Every report in every range: from rollups, from what was recorded, and whether the answers are equal. */
export async function measureReports(bench: Bench): Promise<ReportResult[]> {
  const found: ReportResult[] = [];
  const show = progressBar("Reports", CASES.length * RANGES.length, "questions");
  for (const asked of CASES) {
    for (const days of RANGES) {
      show(found.length);
      const parameters = await argumentsOf(bench, asked, days);
      const rolled = await measureRolled(bench, asked.report, parameters);
      const raw = await measureRaw(bench, asked.report, parameters, days);
      const [{ equal } = { equal: false }] = await bench.sql<{ equal: boolean }[]>`
        select ${rolled.answer}::text::jsonb = ${raw.answer}::text::jsonb as equal`;
      const { name, kind, countsVisitors } = asked;
      const offset = Number(parameters["offset"] ?? 0);
      found.push({ name, kind, countsVisitors, days, offset, rolled: rolled.timing, raw: raw.timing, equal });
    }
  }
  show(found.length);
  return found;
}

/** The same while the last day is not rolled up, as a range that ends today finds it. */
export async function measureOpenDay(bench: Bench): Promise<NonNullable<Results["openDay"]>> {
  const { sql, busy, lastDay } = bench;
  const [{ count } = { count: 0 }] = await sql<{ count: number }[]>`
    select count(*)::integer as count from analytics.page_views
    where assistant_key = ${busy.key} and viewed_on = ${lastDay}::date`;
  const reports: { name: string; days: number; timing: Timing }[] = [];
  const show = progressBar("With a day that is not over", CASES.length * RANGES.length, "questions");
  await undone(sql, async () => {
    await sql`select analytics.reopen(${busy.key}, datemultirange(daterange(${lastDay}::date, ${lastDay}::date, '[]')))`;
    for (const asked of CASES) {
      for (const days of RANGES) {
        show(reports.length);
        const parameters = await argumentsOf(bench, asked, days);
        const { timing } = await measureRolled(bench, asked.report, parameters);
        reports.push({ name: asked.name, days, timing });
      }
    }
  });
  show(reports.length);
  return { pageViews: count, reports };
}

/**
 * Filtered reports over all days alone, in minutes: from what is rolled up, and while the last day is not. From raw
 * rows each takes a minute or more.
 */
export async function measureFiltered(bench: Bench) {
  const { sql, busy, lastDay, days } = bench;
  const cases = CASES.filter(({ kind }) => kind === "filtered");
  const timings = () =>
    cases.reduce<Promise<Timing[]>>(async (before, asked) => {
      const known = await before;
      const parameters = await argumentsOf(bench, asked, days);
      return [...known, (await measureRolled(bench, asked.report, parameters)).timing];
    }, Promise.resolve([]));
  const rolled = await timings();
  const open = await undone(sql, async () => {
    await sql`select analytics.reopen(${busy.key}, datemultirange(daterange(${lastDay}::date, ${lastDay}::date, '[]')))`;
    return timings();
  });
  return cases.map(({ name }, place) => ({ name, rolled: rolled[place], open: open[place] }));
}

const TIMES = 5;

const called = z.object({ rolled: z.int(), pending: z.boolean() });

/** The least day of so many page views, else the busiest. */
const LARGE_DAY = 30_000;

/** Rolls up a large day anew, and after it the longer periods that hold it, one a call; then the lines, as 0 days. */
export async function measureRollingUp(bench: Bench): Promise<NonNullable<Results["rollingUp"]>> {
  const { sql, busy } = bench;
  const [large] = await sql<{ day: string; count: number }[]>`
    select viewed_on::text as day, count(*)::integer as count from analytics.page_views
    where assistant_key = ${busy.key} group by viewed_on
    order by count(*) >= ${LARGE_DAY} desc, abs(count(*) - ${LARGE_DAY}) limit 1`;
  if (large === undefined) {
    throw new Error("There is no day to roll up.");
  }
  const { day } = large;
  const found = new Map<number, number[]>();
  const show = progressBar(`Rolling up ${day} anew`, TIMES, "times");
  for (let time = 0; time < TIMES; time++) {
    show(time);
    await undone(sql, async () => {
      await sql`select analytics.reopen(${busy.key}, datemultirange(daterange(${day}::date, ${day}::date, '[]')))`;
      // As on a later day: lines are made anew once a day.
      await sql`update analytics.lineups set made_on = made_on - 1 where assistant_key = ${busy.key}`;
      for (let pending = true; pending; ) {
        const [{ days } = { days: 0 }] = await sql<{ days: number }[]>`
          select coalesce(min(days), 0)::integer as days from analytics.periods where assistant_key = ${busy.key} and not rolled
            and daterange(first_day, first_day + days) @> ${day}::date`;
        const [row] = await sql<{ answer: unknown; milliseconds: number }[]>`
          select public.roll_up(now(), 0) as answer,
            extract(epoch from clock_timestamp() - statement_timestamp())::double precision * 1000 as milliseconds`;
        ({ pending } = called.parse(row?.answer));
        found.set(days, [...(found.get(days) ?? []), row?.milliseconds ?? Number.NaN]);
      }
    });
  }
  show(TIMES);
  const periods = [...found].map(([days, milliseconds]) => ({ days, timing: timingOf(milliseconds) }));
  return { day, pageViews: large.count, periods };
}
