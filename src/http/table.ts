import { z } from "zod";
import { valueAt } from "./fields.ts";

/** How a report is written as a table of rows and columns. */
export type Table = {
  /** Each is the path of a field in a row, with dots. */
  columns: readonly string[];
  rows: (report: unknown) => unknown[];
  /** Of a list that is asked for page by page. */
  list?: List;
};

/** What it takes to read all of a list. */
export type List = {
  /** The field of the report that holds the rows. */
  at: string;
  /** The columns that tell a row from all others. */
  identity: readonly string[];
  /** How many rows are asked for at once. */
  page: number;
};

/** A table, or which one it is by what was asked. */
export type Tabled<Values> = Table | ((values: Partial<Values>) => Table);

export const tableOf = <Values>(table: Tabled<Values>, values: Partial<Values>): Table =>
  typeof table === "function" ? table(values) : table;

/** A page of a list whose rows come in the order of time. */
const PAGE = 500;

/** A ranking is read at once, because what comes in meanwhile moves its rows past each other. */
const WHOLE_RANKING = 1_000_000;

const rowsAt = (at: string) => (report: unknown) => z.array(z.unknown()).parse(valueAt(report, [at]));

/** The rows of a report that is not a list. */
export const rowsOf = (columns: readonly string[], at = "data"): Table => ({ columns, rows: rowsAt(at) });

/** A report that is one row, with what stands beside it in fields of their own. */
export const rowOf = (columns: readonly string[], beside: readonly string[] = []): Table => ({
  columns,
  rows: (report) => {
    const others = beside.map((name) => [name, valueAt(report, [name])]);
    return [{ ...Object(valueAt(report, ["data"])), ...Object.fromEntries(others) }];
  },
});

/** A list in the order of time, whose rows are told apart by some of their columns. */
export const stream = (identity: readonly string[], columns: readonly string[]): Table => ({
  ...rowsOf(columns),
  list: { at: "data", identity, page: PAGE },
});

/** A list in the order of a figure, whose rows are told apart by their first column. */
export const ranking = (columns: readonly string[], at = "data"): Table => ({
  ...rowsOf(columns, at),
  list: { at, identity: columns.slice(0, 1), page: WHOLE_RANKING },
});

/** One row for each of some parts of a report that is there, named in the first column. */
export const parts = (named: string, of: Record<string, string>, columns: readonly string[]): Table => ({
  columns: [named, ...columns],
  rows: (report) =>
    Object.entries(of).flatMap(([name, at]) => {
      const part = valueAt(report, [at]);
      return part === undefined ? [] : [{ ...Object(part), [named]: name }];
    }),
});

/** Several breakdowns in one table: each by its name, where its rows are, and the field that says what one is of. */
export const breakdowns = (
  of: Record<string, [at: string, field: string]>,
  columns: readonly string[],
): Table => ({
  columns: ["breakdown", "name", ...columns],
  rows: (report) =>
    Object.entries(of).flatMap(([breakdown, [at, field]]) =>
      rowsAt(at)(report).map((row) => ({ ...Object(row), breakdown, name: valueAt(row, [field]) })),
    ),
});
