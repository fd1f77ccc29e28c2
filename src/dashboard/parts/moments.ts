import { todayIn } from "../dates.ts";

/** A day (`2026-04-01`) or an hour (ISO 8601 with its offset), as reports name them. */
export type Moment = string;

const HOUR_MILLISECONDS = 3_600_000;
const DAY_MILLISECONDS = 86_400_000;

const isDay = (moment: Moment): boolean => moment.length === 10;

export const timeOf = (moment: Moment): number => Date.parse(moment);

const HOURS = [1, 2, 3, 4, 6, 8, 12].map((hours) => hours * HOUR_MILLISECONDS);

/** Days, months and years, the latter two as long as uPlot knows them by. */
const DAYS = [1, 2, 3, 4, 5, 7, 10, 14, 30, 60, 90, 120, 180, 365].map((days) => days * DAY_MILLISECONDS);

/** How far apart the times may be that an axis names: never closer than moments like this one are. */
export const stepsFrom = (moment: Moment): number[] => (isDay(moment) ? DAYS : [...HOURS, ...DAYS]);

const formats = new Map<string, Intl.DateTimeFormat>();

function written(time: number, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify(options);
  const format = formats.get(key) ?? new Intl.DateTimeFormat(undefined, options);
  formats.set(key, format);
  return format.format(time);
}

/** A moment in full, on the clocks of a zone. Days are the same everywhere. */
export const momentName = (moment: Moment, zone: string): string =>
  moment === ""
    ? ""
    : isDay(moment)
      ? written(timeOf(moment), {
          weekday: "short",
          day: "numeric",
          month: "short",
          year: "numeric",
          timeZone: "UTC",
        })
      : written(timeOf(moment), {
          weekday: "short",
          day: "numeric",
          month: "short",
          hour: "numeric",
          minute: "2-digit",
          timeZone: zone,
        });

/** What an axis says of a time, in as few words as tell it from the next, which is so far apart. */
export function axisLabel(time: number, apart: number, zone: string): string {
  const timeZone = zone;
  if (apart < DAY_MILLISECONDS) {
    const hour = written(time, { hour: "numeric", hourCycle: "h23", timeZone });
    return Number(hour) === 0
      ? written(time, { day: "numeric", month: "short", timeZone })
      : written(time, { hour: "numeric", minute: "2-digit", timeZone });
  }
  return apart < 28 * DAY_MILLISECONDS
    ? written(time, { day: "numeric", month: "short", timeZone })
    : written(time, { month: "short", year: "numeric", timeZone });
}

/** Leaves out what has not begun yet, which is no sudden end. */
export const isBegun = (moment: Moment, now: Date, today: string): boolean =>
  isDay(moment) ? moment <= today : timeOf(moment) <= now.getTime();

/** Whether a day or an hour is over on the clocks of a zone, so that nothing more is counted in it. */
export const isOver = (moment: Moment, now: Date, zone: string): boolean =>
  isDay(moment) ? moment < todayIn(zone, now) : timeOf(moment) + HOUR_MILLISECONDS <= now.getTime();
