import { z } from "zod";

/**
 * The short names of the tz database, as PostgreSQL is asked for them: it takes the first four for abbreviations
 * that have no summer time. Other short names are no zones, and JavaScript and PostgreSQL read them differently.
 */
const SHORT = new Map([
  ["CET", "Europe/Brussels"],
  ["EET", "Europe/Athens"],
  ["MET", "Europe/Brussels"],
  ["WET", "Europe/Lisbon"],
  ...["EST", "GB", "GMT", "HST", "MST", "NZ", "PRC", "ROC", "ROK", "UCT", "UTC"].map(
    (name): [string, string] => [name, name],
  ),
]);

/** What is told of a time zone that nobody knows. */
export const WANTED_ZONE = "expected an IANA time zone such as Asia/Taipei";

function isKnown(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/**
 * The name of an IANA time zone or an alias of one, in any case; neither an offset nor an abbreviation. The
 * database has the last word, since it may know other zones.
 */
export const zone = z
  .string(WANTED_ZONE)
  .regex(/^[A-Za-z][\w+/-]{1,63}$/, WANTED_ZONE)
  .refine((name) => !/^SystemV/i.test(name), WANTED_ZONE)
  .transform((name) => (name.length > 3 ? name : (SHORT.get(name.toUpperCase()) ?? "")))
  .refine(isKnown, WANTED_ZONE)
  .meta({
    description: "An IANA time zone, in which days begin and times without offset are read.",
    example: "Asia/Taipei",
  });
