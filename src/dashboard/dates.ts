/** The time zone of who looks, as IANA calls it. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** All time zones that the browser knows, with those that have to be there. */
export const zonesWith = (...names: string[]): string[] =>
  [...new Set(["UTC", ...names, ...Intl.supportedValuesOf("timeZone")])].sort();

/** The day of the calendar that it is in a time zone. */
export function todayIn(zone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: zone,
    calendar: "iso8601",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(now);
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

const written = (date: Date): string => date.toISOString().slice(0, 10);

/** Whether it is a day of the calendar, as `2026-04-01`. */
export const isDay = (value: string | null): value is string =>
  value !== null &&
  /^\d{4}-\d\d-\d\d$/.test(value) &&
  !Number.isNaN(Date.parse(value)) &&
  written(new Date(value)) === value;

/** The day so many days earlier. */
export function daysBefore(day: string, days: number): string {
  const date = new Date(day);
  date.setUTCDate(date.getUTCDate() - days);
  return written(date);
}

/** The day after the same day so many months earlier, or after the last of a shorter month. */
export function monthsBefore(day: string, months: number): string {
  const date = new Date(day);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() - months + 1, 0);
  date.setUTCDate(Math.min(wanted, date.getUTCDate()) + 1);
  return written(date);
}

export const firstOfYear = (day: string): string => `${day.slice(0, 4)}-01-01`;

const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone: "UTC" });

/** Days as a person writes them, the shortest way that says them. */
export const spokenRange = (from: string, to: string): string =>
  DAY.formatRange(new Date(from), new Date(to));

const DAY_MILLISECONDS = 86_400_000;

/** How many days there are from one to the other, both included. */
export const lengthOf = (from: string, to: string): number =>
  (Date.parse(to) - Date.parse(from)) / DAY_MILLISECONDS + 1;
