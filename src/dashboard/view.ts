import { useLocation } from "preact-iso";
import { daysBefore, firstOfYear, isDay, monthsBefore, ownZone, todayIn } from "./dates.ts";
import { isSharePage } from "./share.ts";

/** What sessions can be selected by, as the API calls it. */
export const FILTERS = [
  "page_url",
  "entry_page",
  "source",
  "medium",
  "country",
  "device_type",
  "browser",
  "os",
  "language",
  "utm_source",
  "utm_medium",
  "utm_campaign",
  "utm_content",
  "utm_term",
  "widget_engaged",
] as const;

export type FilterName = (typeof FILTERS)[number];

export type Filters = Partial<Record<FilterName, string>>;

/** Periods that go with the day on which they are looked at. */
export const PERIODS = ["today", "yesterday", "7d", "28d", "3m", "12m", "ytd"] as const;

export type Period = (typeof PERIODS)[number];

const BY_DEFAULT: Period = "28d";

/** Days of the calendar, both included. */
export type Range = { from: string; to: string };

/** What is looked at: which days, on whose clocks, of which sessions. It is what the address says. */
export type View = {
  period: Period | "custom";
  range: Range;
  zone: string;
  filters: Filters;
};

/** What is to be another than it is. What is undefined goes from the address; what is left out stays. */
export type Change = {
  period?: Period;
  range?: Range;
  zone?: string;
  /** Only what is named changes, unless `isCleared`. */
  filters?: { [Name in FilterName]?: string | undefined };
  /** Takes all filters away before others come. */
  isCleared?: boolean;
  /** What only one page knows, such as which of its lists is open. */
  parameters?: Record<string, string | undefined>;
};

const isPeriod = (value: unknown): value is Period => PERIODS.some((period) => period === value);

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

/** The days of a period, of which the API takes 365 at once. */
export function daysOf(period: Period, today: string): Range {
  switch (period) {
    case "today":
      return { from: today, to: today };
    case "yesterday":
      return { from: daysBefore(today, 1), to: daysBefore(today, 1) };
    case "7d":
      return { from: daysBefore(today, 6), to: today };
    case "28d":
      return { from: daysBefore(today, 27), to: today };
    case "3m":
      return { from: monthsBefore(today, 3), to: today };
    case "12m":
      return { from: daysBefore(today, 364), to: today };
    case "ytd":
      return { from: [firstOfYear(today), daysBefore(today, 364)].sort()[1] ?? today, to: today };
  }
}

/** Reads a view from the parameters of an address. What makes no sense there is as if it were not there. */
export function readView(search: URLSearchParams, now = new Date(), own = ownZone()): View {
  const named = search.get("timezone") ?? "";
  const zone = isZone(named) ? named : own;
  const filters: Filters = {};
  for (const name of FILTERS) {
    const value = search.get(name);
    if (value !== null && value !== "") {
      filters[name] = value;
    }
  }
  const [from, to] = [search.get("start_date"), search.get("end_date")];
  if (isDay(from) && isDay(to) && from <= to) {
    return { period: "custom", range: { from, to }, zone, filters };
  }
  const asked = search.get("period");
  const period = isPeriod(asked) ? asked : BY_DEFAULT;
  return { period, range: daysOf(period, todayIn(zone, now)), zone, filters };
}

/** What an address says of one list: where one is in it, and which of its entries is open. */
const OF_LIST = ["offset", "session"];

/** What of an address goes along to other reports about the same assistant. */
const KEPT = ["period", "start_date", "end_date", "timezone", ...FILTERS];

/** Days, time zone and filters as the end of another page's address. */
export function keptOf(search: URLSearchParams): string {
  const kept = new URLSearchParams([...search].filter(([name]) => KEPT.includes(name))).toString();
  return kept === "" ? "" : `?${kept}`;
}

function put(search: URLSearchParams, name: string, value: string | undefined): void {
  if (value === undefined || value === "") {
    search.delete(name);
  } else {
    search.set(name, value);
  }
}

/** Writes a change into the parameters of an address. */
export function writeView(before: URLSearchParams, change: Change): URLSearchParams {
  const search = new URLSearchParams(before);
  if (change.period !== undefined || change.range !== undefined) {
    put(search, "period", change.period === BY_DEFAULT ? undefined : change.period);
    put(search, "start_date", change.range?.from);
    put(search, "end_date", change.range?.to);
  }
  if (change.zone !== undefined) {
    put(search, "timezone", change.zone);
  }
  for (const name of change.isCleared ? FILTERS : []) {
    search.delete(name);
  }
  // Where one is in a list, and what is open of it, is of this list only.
  const { parameters: _, ...another } = change;
  for (const name of Object.keys(another).length > 0 ? OF_LIST : []) {
    search.delete(name);
  }
  for (const [name, value] of Object.entries({ ...change.filters, ...change.parameters })) {
    put(search, name, value);
  }
  return search;
}

/** The parameters that every report of the API takes. */
export const askedOf = ({ range, zone, filters }: View): Record<string, string> => ({
  start_date: range.from,
  end_date: range.to,
  timezone: zone,
  ...filters,
});

/**
 * What the address says that is looked at. `set` changes it, which the back button undoes unless
 * `isReplacing`; `href` is the address after a change; `kept` is what goes along to other reports;
 * `parameter` reads what only one page knows.
 */
export function useView() {
  const { url, path, route } = useLocation();
  const search = new URL(url, location.origin).searchParams;
  const href = (change: Change): string => {
    const parameters = writeView(search, change).toString();
    // A share link is in the part of the address that nobody is sent.
    const kept = isSharePage(path) ? location.hash : "";
    return (parameters === "" ? path : `${path}?${parameters}`) + kept;
  };
  return {
    ...readView(search),
    parameter: (name: string): string | undefined => search.get(name) ?? undefined,
    href,
    kept: keptOf(search),
    set: (change: Change, { isReplacing = false } = {}): void => {
      const to = href(change);
      // What is as it was leaves no trace that the back button would have to undo.
      if (to !== url) {
        route(to, isReplacing);
      }
    },
  };
}
