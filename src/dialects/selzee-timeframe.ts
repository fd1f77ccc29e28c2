const DAY = 86_400_000;
const MOST_DAYS = 365;
const MOST_MONTHS = 12;

const SHORTCUTS: Record<string, number> = { day: DAY, week: 7 * DAY, month: 30 * DAY };
const UNITS: Record<string, number> = { minute: 60_000, hour: 3_600_000, day: DAY, week: 7 * DAY };

const MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];

/** What a timeframe may be, for the refusal of any other. */
export const EXPECTED_TIMEFRAME =
  "expected day, week or month, a month that has begun this year such as january, a number of days such as 14, " +
  `or a duration such as 20 minutes, 2 hours, 3 days, 1 week or 2 months; at most ${MOST_DAYS} days or ${MOST_MONTHS} months`;

/** The same time of so many months before in UTC, on the last day of a month that is too short. */
function monthsBefore(now: Date, months: number): Date {
  const start = new Date(now);
  start.setUTCMonth(now.getUTCMonth() - months);
  if (start.getUTCDate() !== now.getUTCDate()) {
    start.setUTCDate(0);
  }
  return start;
}

function before(now: Date, milliseconds: number): Date | undefined {
  const isPossible = milliseconds > 0 && milliseconds <= MOST_DAYS * DAY;
  return isPossible ? new Date(now.getTime() - milliseconds) : undefined;
}

/**
 * When a timeframe that ends now has begun, in whatever letters it is written: `day`, `week` and `month`
 * (1, 7 and 30 days), `14` (days), `2 hours`, `2 months` (by the calendar), `january` (of this year).
 *
 * @returns undefined for what is none of these, for none or more than 365 days or 12 months, and for a
 *   month that is still to come
 */
export function timeframeStart(timeframe: string, now: Date): Date | undefined {
  const name = timeframe.toLowerCase();
  const month = MONTHS.indexOf(name);
  if (month !== -1) {
    const start = new Date(Date.UTC(now.getUTCFullYear(), month));
    return start <= now ? start : undefined;
  }
  const [, amount, unit] = /^(\d{1,9})(?: +(minute|hour|day|week|month)s?)?$/.exec(name) ?? [];
  if (amount === undefined) {
    return Object.hasOwn(SHORTCUTS, name) ? before(now, SHORTCUTS[name] ?? 0) : undefined;
  }
  const count = Number(amount);
  if (unit === "month") {
    return count >= 1 && count <= MOST_MONTHS ? monthsBefore(now, count) : undefined;
  }
  return before(now, count * (UNITS[unit ?? "day"] ?? 0));
}
