import type { Bench } from "./database.ts";
import type { Kind } from "./results.ts";

const DAY = 86_400_000;

/** A question to the API. */
export type Case = {
  name: string;
  kind: Kind;
  /** As the database knows it; its path has dashes. */
  report: string;
  arguments: Record<string, string | number>;
  countsVisitors: boolean;
  /** Asked at an offset: that of page 1,000, or half way where there are fewer. */
  isDeep: boolean;
};

const PAGE = { limit: 50, offset: 0 };
const MOBILES = { device_type: "mobile", source: "google" };
const IN_BERLIN = { timezone: "Europe/Berlin" };

const ask = (
  name: string,
  kind: Kind,
  report: string,
  parameters: Case["arguments"] = {},
  more: { countsVisitors?: boolean; isDeep?: boolean } = {},
): Case => ({ name, kind, report, arguments: parameters, countsVisitors: false, isDeep: false, ...more });

const visitors = { countsVisitors: true };
const deep = { isDeep: true };

export const CASES: readonly Case[] = [
  ask("page views", "aggregate", "pageviews", { granularity: "day" }, visitors),
  ask("traffic sources", "aggregate", "traffic_sources"),
  ask("pages", "aggregate", "pages", PAGE, visitors),
  ask("widget events", "aggregate", "widget_events", PAGE),
  ask("geography", "aggregate", "geography"),
  ask("devices", "aggregate", "devices"),
  ask(
    "page views of one page",
    "variant",
    "pageviews",
    { granularity: "day", page_url: "/pricing" },
    visitors,
  ),
  ask("page views by hour", "variant", "pageviews", { granularity: "hour" }, visitors),
  ask("pages, 500 at once", "variant", "pages", { limit: 500, offset: 0 }, visitors),
  ask("widget events, deep", "variant", "widget_events", PAGE, deep),
  ask("overview", "variant", "overview", {}, visitors),
  ask("funnel", "variant", "funnel", PAGE, visitors),
  ask("entry pages", "variant", "entry_pages", PAGE),
  ask("overview of a rare country", "filtered", "overview", { country: "FI" }, visitors),
  ask("overview of mobiles from a source", "filtered", "overview", MOBILES, visitors),
  ask(
    "page views of a rare country",
    "filtered",
    "pageviews",
    { granularity: "day", country: "FI" },
    visitors,
  ),
  ask("page views of a source", "filtered", "pageviews", { granularity: "day", source: "google" }, visitors),
  ask(
    "page views of it on another clock",
    "filtered",
    "pageviews",
    { granularity: "day", source: "google", ...IN_BERLIN },
    visitors,
  ),
  ask("page views on another clock", "filtered", "pageviews", { granularity: "day", ...IN_BERLIN }, visitors),
  ask(
    "page views by hour on another clock",
    "filtered",
    "pageviews",
    { granularity: "hour", ...IN_BERLIN },
    visitors,
  ),
  ask(
    "page views by hour of a source",
    "filtered",
    "pageviews",
    { granularity: "hour", source: "google" },
    visitors,
  ),
  ask("pages on another clock", "filtered", "pages", { ...PAGE, ...IN_BERLIN }, visitors),
  ask(
    "pages of desktops on another clock",
    "filtered",
    "pages",
    { ...PAGE, device_type: "desktop", ...IN_BERLIN },
    visitors,
  ),
  ask("sources on another clock", "filtered", "traffic_sources", IN_BERLIN),
  ask("sessions on another clock", "filtered", "sessions", { ...PAGE, ...IN_BERLIN }),
  ask("pages of a rare country", "filtered", "pages", { ...PAGE, country: "FI" }, visitors),
  ask("pages of mobiles from a source", "filtered", "pages", { ...PAGE, ...MOBILES }, visitors),
  ask("pages after an entry page", "filtered", "pages", { ...PAGE, entry_page: "/" }, visitors),
  ask("exit pages of mobiles", "filtered", "exit_pages", { ...PAGE, device_type: "mobile" }),
  ask("traffic sources of mobiles", "filtered", "traffic_sources", { device_type: "mobile" }),
  ask("geography of a page", "filtered", "geography", { page_url: "/pricing" }),
  ask(
    "funnel by page of a source",
    "filtered",
    "funnel",
    { ...PAGE, by: "page", source: "google" },
    visitors,
  ),
  ask(
    "funnel by country of a source",
    "filtered",
    "funnel",
    { ...PAGE, by: "country", source: "google" },
    visitors,
  ),
  ask("widget events of a country", "filtered", "widget_events", { ...PAGE, country: "DE" }),
  ask("sessions", "list", "sessions", PAGE),
  ask("sessions, two filters", "list", "sessions", { ...PAGE, country: "DE", device_type: "mobile" }),
  ask("sessions, two rare filters", "list", "sessions", { ...PAGE, country: "FI", source: "duckduckgo" }),
  ask("sessions, deep", "list", "sessions", PAGE, deep),
  ask("sessions, one filter, deep", "list", "sessions", { ...PAGE, device_type: "mobile" }, deep),
];

/** The ranges that are asked for, in days. */
export const RANGES: readonly number[] = [1, 30, 365];

/** The days asked for, the last of which is the last one with data; both YYYY-MM-DD. */
export function rangeOf({ lastDay }: Pick<Bench, "lastDay">, days: number) {
  const start = new Date(Date.parse(lastDay) - (days - 1) * DAY).toISOString().slice(0, 10);
  return { start_date: start, end_date: lastDay };
}

const DEEPEST = 49_950;

/** The offset of page 1,000, or of the page in the middle of a list of `total` rows that is shorter. */
export const deepOffset = (total: number): number => Math.min(DEEPEST, Math.floor(total / 100) * 50);
