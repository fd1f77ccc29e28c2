import { z } from "zod";
import { note } from "../trace.ts";
import { csvHeader, csvLines } from "./csv.ts";
import { valueAt } from "./fields.ts";
import { sending } from "./observe.ts";
import { content } from "./respond.ts";
import { type List, type Table, type Tabled, tableOf } from "./table.ts";

/** How a report is wanted that is not shown as it is: as which table and type, and whether as a list in whole. */
export type Wanted = {
  table: Table;
  format: "json" | "csv";
  isCompressed: boolean;
  list?: List;
  /** What is asked for first, in place of what the values say. */
  part?: { limit: number };
};

/** Whether a request takes what is compressed, of which Netlify's limit of 20 MB holds over four times as much. */
const takesGzip = ({ headers }: Request): boolean =>
  /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(headers.get("accept-encoding") ?? "");

/**
 * What is wanted by the URL of a request, whose values have been found good; undefined where that is the report
 * as it is. A list is wanted in whole as CSV unless the URL says how much, and as JSON where it says so.
 */
export function wantedOf<Values>(
  tabled: Tabled<Values> | undefined,
  values: Values,
  request: Request,
): Wanted | undefined {
  if (tabled === undefined) {
    return undefined;
  }
  const table = tableOf(tabled, values);
  const { searchParams: search } = new URL(request.url);
  const format = search.get("format") === "csv" ? "csv" : "json";
  const limit = search.get("limit") ?? (format === "csv" ? "all" : undefined);
  const list = limit === "all" ? table.list : undefined;
  if (format === "json" && list === undefined) {
    return undefined;
  }
  const isCompressed = takesGzip(request);
  return { table, format, isCompressed, ...(list !== undefined && { list, part: { limit: list.page } }) };
}

/** Asks the database for the page of a list that begins at an offset. */
type NextPage = (offset: number) => Promise<unknown>;

const answered = z.object({ status: z.literal(200), body: z.string() });

/** How many rows of a page are asked for again with the next. */
const OVERLAP = 20;

/**
 * The rows of a whole list, page by page, each once: a page is joined to the one before where their rows are
 * the same, so that what comes in or goes away meanwhile repeats and hides nothing else.
 *
 * @throws Error where so much has changed that they can't be joined
 */
async function* pagesOf({ at, identity, page }: List, first: unknown, start: number, next: NextPage) {
  const rowsOf = (report: unknown) => z.array(z.unknown()).parse(valueAt(report, [at]));
  const known = (row: unknown) => JSON.stringify(identity.map((column) => valueAt(row, [column])));
  let rows = rowsOf(first);
  let offset = start;
  yield rows;
  while (rows.length >= page) {
    const last = new Set(rows.slice(-OVERLAP).map(known));
    offset += rows.length - OVERLAP;
    rows = rowsOf(JSON.parse(answered.parse(await next(offset)).body));
    const joint = rows.findLastIndex((row) => last.has(known(row)));
    if (joint === -1) {
      throw new Error("A list has changed too much while it was read.");
    }
    yield rows.slice(joint + 1);
  }
}

/** What is written before the rows, for rows, and after them. */
type Writing = { before: string; rows: (rows: unknown[], isFirst: boolean) => string; after: string };

const asCsv = ({ columns }: Table): Writing => ({
  before: csvHeader(columns),
  rows: (rows) => csvLines(columns, rows),
  after: "",
});

/** A report whose list is written last, since it is not known in whole when it begins. */
function asJson(report: unknown, at: string): Writing {
  const { [at]: _, meta, ...rest } = z.looseObject({ meta: z.looseObject({}) }).parse(report);
  const before = JSON.stringify({ ...rest, meta: { ...meta, limit: "all" } }).slice(0, -1);
  return {
    before: `${before},${JSON.stringify(at)}:[`,
    rows: (rows, isFirst) => {
      const text = rows.map((row) => JSON.stringify(row)).join(",");
      return isFirst || text === "" ? text : `,${text}`;
    },
    after: "]}",
  };
}

async function* written({ before, rows, after }: Writing, pages: AsyncIterable<unknown[]>) {
  let start: string | undefined = before;
  for await (const page of pages) {
    yield `${start ?? ""}${rows(page, start !== undefined)}`;
    start = undefined;
  }
  yield after;
}

/** A stream of texts, each made when the one before has been taken; an error ends it as one that the reader sees. */
function streamOf(texts: AsyncGenerator<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const { within, end } = sending();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await within(() => texts.next());
        if (done) {
          controller.close();
          end();
        } else {
          controller.enqueue(encoder.encode(value));
        }
      } catch (error) {
        // Whatever serves the response may log what it is given, in words that are for nobody.
        controller.error(new Error("An answer could not be completed."));
        end(error);
      }
    },
    async cancel() {
      within(() => note({ broken_off: true }));
      await texts.return(undefined);
      end();
    },
  });
}

/** The name of the file that an answer is saved as: that of the report, with its range where it has one. */
const fileName = (report: string, { start_date: start, end_date: end }: Record<string, unknown>) =>
  `${["phona", report.replaceAll("_", "-"), start, end].filter((part) => part !== undefined).join("-")}.csv`;

/** A report that has been asked for: its name, with which values, what there is of it and how to ask on. */
type Answered = {
  name: string;
  values: Record<string, unknown>;
  report: unknown;
  next: NextPage;
};

/** The response with a report as a table, or with all of a list, which is read while it is sent. */
export function exported(
  { table, format, isCompressed, list }: Wanted,
  { name, values, report, next }: Answered,
  headers: Record<string, string>,
): Response {
  const said = {
    "content-type": format === "csv" ? "text/csv; charset=utf-8" : "application/json; charset=utf-8",
    ...(format === "csv" && { "content-disposition": `attachment; filename="${fileName(name, values)}"` }),
    ...headers,
  };
  if (list === undefined) {
    return content(200, csvHeader(table.columns) + csvLines(table.columns, table.rows(report)), said);
  }
  const writing = format === "csv" ? asCsv(table) : asJson(report, list.at);
  const pages = pagesOf(list, report, Number(values["offset"]), next);
  const sent = streamOf(written(writing, pages));
  return isCompressed
    ? content(200, sent.pipeThrough(new CompressionStream("gzip")), { ...said, "content-encoding": "gzip" })
    : content(200, sent, said);
}
