import { csvHeader, csvLines } from "../http/csv.ts";
import type { Asking } from "../http/endpoint.ts";
import type { ErrorCode } from "../http/errors.ts";
import type { Table } from "../http/table.ts";
import { type Json, jsonSchema, type Named } from "./json-schema.ts";
import type { Answer, Api, Operation } from "./operation.ts";
import { byStatus, type ErrorStyle, examplesOf, MEANINGS } from "./refusals.ts";

const WHOLE = { type: "integer", minimum: 0 };

/** Headers that answers have, by their names. */
export const HEADERS: Record<
  string,
  { description: string; required: true; schema: Json; example?: unknown }
> = {
  "X-RateLimit-Limit": {
    description: "Requests that the window with the fewest left allows.",
    required: true,
    schema: WHOLE,
    example: 60,
  },
  "X-RateLimit-Remaining": {
    description: "Requests that are left in it.",
    required: true,
    schema: WHOLE,
    example: 59,
  },
  "X-RateLimit-Reset": {
    description: "When it ends, in Unix seconds.",
    required: true,
    schema: WHOLE,
    example: 1776263340,
  },
  "Retry-After": {
    description: "Seconds until it is worth asking again.",
    required: true,
    schema: { type: "integer", minimum: 1 },
    example: 21,
  },
  "X-Request-Id": {
    description: "The id of the request, to tell support.",
    required: true,
    schema: { type: "string" },
    example: "01J8ZK3Q5T",
  },
  "Server-Timing": {
    description:
      "Milliseconds until there was an answer: `total`, and of these `db` and `auth`, if the database and Auth were asked.",
    required: true,
    schema: { type: "string" },
    example: "db;dur=8.4, total;dur=9.7",
  },
  Allow: {
    description: "The methods that are possible.",
    required: true,
    schema: { type: "string" },
    example: "GET",
  },
  "WWW-Authenticate": {
    description: "How the credential is sent.",
    required: true,
    schema: { type: "string" },
    example: "Bearer",
  },
};

const LIMIT = Object.keys(HEADERS).filter((name) => name.startsWith("X-RateLimit-"));
/** Those of every answer. */
const COMMON = ["X-Request-Id", "Server-Timing"];
const OF_CODE: Partial<Record<ErrorCode, string>> = {
  UNAUTHORIZED: "WWW-Authenticate",
  METHOD_NOT_ALLOWED: "Allow",
  RATE_LIMITED: "Retry-After",
  UNAVAILABLE: "Retry-After",
};

/** What the answers of a document have in common, gathered while they are described. */
export type Components = { schemas: Named; responses: Record<string, Json> };

/** The headers of an answer: those named, and those of every one. */
export const headersOf = (names: string[]): Json => ({
  headers: Object.fromEntries(
    [...names, ...COMMON].map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  ),
});

/** `MISSING_PARAMETER` as it is in a name: `MissingParameter`. */
const inName = (code: ErrorCode) =>
  code
    .toLowerCase()
    .split("_")
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join("");

/** The refusals with one status, as a component; what refers to it. */
function refusal(
  style: ErrorStyle,
  codes: ErrorCode[],
  status: number,
  isLimited: boolean,
  components: Components,
): Json {
  const name = style.name + codes.map(inName).join("Or");
  const { schema, named } = jsonSchema(style.body(codes, status), "output");
  Object.assign(components.schemas, named);
  components.responses[name] = {
    description: codes.map((code) => `\`${code}\`: ${MEANINGS[code].meaning}`).join(" "),
    ...headersOf([
      ...(isLimited && status < 500 ? LIMIT : []),
      ...codes.flatMap((code) => OF_CODE[code] ?? []),
    ]),
    content: { "application/json": { schema, examples: examplesOf(style, codes) } },
  };
  return { $ref: `#/components/responses/${name}` };
}

/** The same answer as a table. */
const asTable = ({ columns, rows }: Table, example: unknown) => ({
  "text/csv": {
    schema: {
      type: "string",
      description: `The columns are ${columns.map((column) => `\`${column}\``).join(", ")}.`,
    },
    example: csvHeader(columns) + csvLines(columns, rows(example)),
  },
});

function answered(
  { description, schema, example, isUncounted }: Answer,
  table: Table | undefined,
  isLimited: boolean,
  components: Components,
): Json {
  const headers = headersOf(isLimited && !isUncounted ? LIMIT : []);
  if (schema === undefined) {
    return { description, ...headers };
  }
  const found = jsonSchema(schema, "output");
  Object.assign(components.schemas, found.named);
  const other = table === undefined ? {} : asTable(table, example);
  return {
    description,
    ...headers,
    content: { "application/json": { schema: found.schema, example }, ...other },
  };
}

/** All that a method answers, by status. */
export function answersOf(
  { style, isLimited }: Api,
  { answers, refusals }: Operation,
  { table }: Asking,
  components: Components,
): Json {
  return Object.fromEntries([
    ...Object.entries(answers).map(([status, answer]) => [
      status,
      answered(answer, table, isLimited, components),
    ]),
    ...[...byStatus(style, refusals)]
      .sort(([one], [other]) => one - other)
      .map(([status, codes]) => [status, refusal(style, codes, status, isLimited, components)]),
  ]);
}
