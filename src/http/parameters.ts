import { z } from "zod";
import { ApiError } from "./errors.ts";
import { zone } from "./zones.ts";

/** The longest range a report takes, in days, both ends included. */
const MAX_RANGE_DAYS = 365;

const MAX_LIMIT = 500;
const DAY_MILLISECONDS = 86_400_000;

/** Text without what no documented value has and the database can't hold: control characters, halves of others. */
export const text = (longest: number) =>
  z
    .string("expected text")
    .min(1, "expected a value")
    .max(longest, `expected at most ${longest} characters`)
    .refine((value) => !/\p{Cc}/u.test(value), "expected text without control characters")
    .refine((value) => value.isWellFormed(), "expected well-formed Unicode");

/** The digits of a URL, which the reference shows as the number that they are. */
export const wholeNumber = (
  least: number,
  shown: Record<string, number> = {},
  wanted = "expected a whole number",
) =>
  z
    .string()
    .regex(/^\d{1,9}$/, wanted)
    .transform(Number)
    .meta({ shown: { type: "integer", minimum: least, ...shown } });

export const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, "expected an ISO 8601 date such as 2026-01-31")
  .refine((value) => {
    const time = Date.parse(`${value}T00:00:00Z`);
    return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value) && !value.startsWith("0000");
  }, "expected a date that exists, such as 2026-01-31")
  .meta({ format: "date", example: "2026-04-01" });

/** What an assistant's id looks like, for the reference. */
export const EXAMPLE_ASSISTANT = "ast_01kn9t3y8f5d2v7w9x4b1c0eha";

/** How a report is written. */
export const format = z.enum(["json", "csv"], "expected json or csv").default("json").meta({
  description: "`csv` answers with a table in place of JSON: a line of names, then a line for each row.",
});

/** The assistant that a report is about. */
export const assistant = {
  assistant_id: text(100).meta({
    description: "The id of an assistant of this account, as `GET /api/v1/assistants` lists them.",
    example: EXAMPLE_ASSISTANT,
  }),
};

/** The same, its days in a time zone, both included, and how it is written. */
export const reportRange = {
  ...assistant,
  start_date: date.meta({ description: "The first day." }),
  end_date: date.meta({
    description: "The last day, included; at most 365 days with the first.",
    example: "2026-04-21",
  }),
  timezone: zone.default("UTC").meta({
    description: "The IANA time zone at whose midnights days begin.",
    example: "Europe/Berlin",
  }),
  format,
};

/** A part of a list: at most `limit` entries from `offset` on. A larger limit is served as 500. */
export const pagination = (byDefault: number) => ({
  limit: z
    .string()
    .regex(/^(all|(?=\d*[1-9])\d{1,9})$/, "expected a whole number from 1 to 500, or all")
    .transform((value) => (value === "all" ? MAX_LIMIT : Math.min(Number(value), MAX_LIMIT)))
    .default(byDefault)
    .meta({
      description:
        "The most entries to list. More than 500 is served as 500, and `meta.limit` says so. `all`, which is the default of `format=csv`, lists every one from `offset` on: they are sent as they are read.",
      shown: { type: ["integer", "string"], minimum: 1, pattern: "^(all|\\d{1,9})$", default: byDefault },
    }),
  offset: wholeNumber(0, { default: 0 }).default(0).meta({ description: "How many entries to skip." }),
});

export const granularity = z
  .enum(["day", "hour"], "expected day or hour")
  .default("day")
  .meta({ description: "What a bucket of the series is." });

function checkRange(values: { start_date?: unknown; end_date?: unknown }, mostDays: number): void {
  const { start_date: start, end_date: end } = values;
  if (typeof start !== "string" || typeof end !== "string") {
    return;
  }
  const days = (Date.parse(end) - Date.parse(start)) / DAY_MILLISECONDS + 1;
  if (days < 1) {
    throw new ApiError("INVALID_DATE_RANGE", "end_date must be after start_date");
  }
  if (days > mostDays) {
    throw new ApiError(
      "INVALID_DATE_RANGE",
      `The range must not exceed ${mostDays} days, both ends included; from ${start} to ${end} it is ${days}`,
    );
  }
}

/**
 * Reads the parameters of a URL with a strict schema.
 *
 * @param mostDays the longest range, both ends included
 * @throws ApiError MISSING_PARAMETER, INVALID_PARAMETER (which includes unknown and repeated ones) or
 *   INVALID_DATE_RANGE, naming the parameter and what was expected
 */
export function readParameters<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  search: URLSearchParams,
  mostDays = MAX_RANGE_DAYS,
): z.output<z.ZodObject<Shape>> {
  const known = Object.keys(schema.shape);
  for (const name of new Set(search.keys())) {
    if (!known.includes(name)) {
      throw new ApiError(
        "INVALID_PARAMETER",
        `Unknown parameter ${JSON.stringify(name.slice(0, 100))}; this endpoint takes ${known.join(", ")}`,
      );
    }
    if (search.getAll(name).length > 1) {
      throw new ApiError("INVALID_PARAMETER", `${name} is given more than once; expected it once`);
    }
  }
  const result = schema.safeParse(Object.fromEntries(search));
  if (!result.success) {
    const missing = result.error.issues.find((issue) => !search.has(String(issue.path[0])));
    if (missing !== undefined) {
      throw new ApiError("MISSING_PARAMETER", `${missing.path.join(".")} is required`);
    }
    const [issue] = result.error.issues;
    throw new ApiError("INVALID_PARAMETER", `${issue?.path.join(".")}: ${issue?.message}`);
  }
  checkRange(result.data, mostDays);
  return result.data;
}
