import { z } from "zod";
import { firstMoment, lastMoment } from "../http/moments.ts";
import { zone } from "../http/zones.ts";

/** What a metric asks of the database, and how it shows the answer. */
export type Question = {
  report: string;
  asked: Record<string, unknown>;
  shape: (found: unknown) => Record<string, unknown>;
};

export const oneOf = <Word extends string>(...words: Word[]) => z.enum(words, `expected ${words.join(", ")}`);

export const timezone = zone
  .nullish()
  .transform((name) => name ?? "UTC")
  .meta({ shown: { default: "UTC" } });
export const timeUnit = oneOf("day", "month", "year").meta({
  description: "What a bucket of the series is.",
});
export const range = { from_date: firstMoment.nullish(), to_date: lastMoment.nullish(), timezone };

/** The fields of a metric; what is null counts as left out. */
export const fields = <Name extends string, Shape extends z.ZodRawShape>(metric: Name, shape: Shape) =>
  z.strictObject(
    { metric: z.literal(metric), ...shape },
    {
      error: ({ code }) =>
        code === "unrecognized_keys"
          ? `not a field of ${metric}, which takes ${["metric", ...Object.keys(shape)].join(", ")}`
          : undefined,
    },
  );

type Range = {
  from_date?: Record<string, string> | null | undefined;
  to_date?: Record<string, string> | null | undefined;
  timezone: string;
};

/** Of what is left out the day that it is in the zone is meant. */
export const asked = ({ from_date: from, to_date: to, timezone: zone }: Range) => ({ zone, from, to });
