import { z } from "zod";
import { date } from "./parameters.ts";

const WANTED =
  "expected an ISO 8601 date or date-time, such as 2024-06-01, 2024-06-01T00:00:00 or 2024-06-01T00:00:00+08:00";

/** The last unit that a moment names: the end of a range lasts as long. */
function lastUnit(moment: string): string {
  const [time, seconds, fraction] = /T\d\d:\d\d(:\d\d(\.\d+)?)?/.exec(moment) ?? [];
  if (time === undefined) return "day";
  if (seconds === undefined) return "minute";
  if (fraction === undefined) return "second";
  return fraction.length > ".123".length ? "microsecond" : "millisecond";
}

const moment = z
  .union([date, z.iso.datetime({ local: true, offset: true })], WANTED)
  // What the database can hold: it has no year 0, and no offset of 16 hours.
  .refine((value) => !/^0000|[+-](1[6-9]|2\d):\d\d$/.test(value), WANTED);

/** As the database is told of it: what is without offset is `local`, as the clocks of a zone show it. */
const told = (value: string): Record<string, string> => ({
  [/T.*(Z|[+-]\d\d:\d\d)$/.test(value) ? "instant" : "local"]: value,
});

/** The start of a range. */
export const firstMoment = moment.transform(told).meta({
  description:
    "The start: an ISO 8601 date or date-time, with an offset or on the clocks of `timezone`; the start of today where it is left out.",
  example: "2024-06-01T00:00:00",
  shown: { type: "string" },
});

/**
 * The end of a range, which includes the whole of the last unit that it names: `2024-06-03` that day,
 * `2024-06-03T23:59` that minute, `2024-06-03T23:59:59` that second, `…:59.999` that millisecond.
 */
export const lastMoment = moment
  .transform((value) => ({ ...told(value), through: lastUnit(value) }))
  .meta({
    description:
      "The end, which includes the whole of the last unit that it names; the end of today where it is left out. At most 3,660 days after the start.",
    example: "2024-06-03T23:59:59",
    shown: { type: "string" },
  });
