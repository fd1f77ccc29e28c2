import { z } from "zod";
import { count, day, percent, time, visitorId } from "./figures.ts";

export const meta = z
  .strictObject({
    total: count("How many entries there are in all."),
    limit: z.int().min(1).max(500).or(z.literal("all")).describe("The most entries that are listed."),
    offset: count("How many entries were skipped."),
  })
  .meta({ id: "Meta" });

export const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .nullable()
  .describe("ISO 3166-1 alpha-2; null where it is unknown.");
export const source = z
  .string()
  .describe("Such as `google`, `bing`, `twitter`, `email`, `direct` or `referral`.");
export const medium = z
  .string()
  .nullable()
  .describe("`organic`, `paid`, `social`, `email`, `referral`, or another by UTM; null for direct traffic.");
export const path = z.string().describe("The path of the page, without query and fragment.");
export const text = z.string().nullable();
const pixels = z.int().min(0).nullable();

export const share = {
  sessions: count("Sessions that started in the range."),
  pct: percent("Its share of all sessions"),
};
export const totalSessions = count("All sessions that started in the range.");

export const assistant = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    type: z.enum(["website_widget"]),
    website_url: z.string().describe("The site that the widget is on."),
    created_at: time("When it was added"),
  })
  .meta({ id: "Assistant" });

const trafficSource = z
  .strictObject({
    source: source.nullable(),
    medium,
    referrer_url: text.describe("The full URL of the referring page."),
    utm_source: text.describe("E.g. newsletter, google."),
    utm_medium: text.describe("E.g. email, cpc."),
    utm_campaign: text.describe("E.g. april-2026."),
    utm_content: text.describe("Ad variant or creative."),
    utm_term: text.describe("Paid search keyword."),
  })
  .meta({ id: "TrafficSource", description: "Where a session came from." });

const visitor = z
  .strictObject({
    ip_hash: z
      .string()
      .regex(/^[0-9a-f]{16}$/)
      .nullable()
      .describe(
        "The first 16 hex characters of the SHA-256 of the IP address, keyed where the site has a secret.",
      ),
    country,
    device_type: z.enum(["mobile", "tablet", "desktop"]).nullable(),
    browser: text.describe("Chrome, Safari, Firefox, Edge and so on."),
    os: text.describe("Windows, macOS, iOS, Android, Linux and so on."),
    screen_width: pixels.describe("In logical pixels."),
    screen_height: pixels.describe("In logical pixels."),
    language: text.describe("As the browser has it, e.g. en-GB."),
    ip: text.optional().describe("The raw IP address, with `include=ip` only; null where none was kept."),
  })
  .meta({ id: "VisitorData", description: "By whom and on what a session was." });

export const session = z
  .strictObject({
    visitor_id: visitorId,
    session_date: day("The day on which it started"),
    started_at: time("Its first event"),
    ended_at: time("Its last event"),
    duration_seconds: count("Seconds from its first event to its last."),
    pages_viewed: count("Page views in it."),
    entry_page: path.nullable(),
    exit_page: path.nullable(),
    traffic_source: trafficSource,
    visitor,
    widget: z.strictObject({
      engaged: z.boolean().describe("Whether the widget was opened."),
      widget_session_seconds: count("Seconds for which the widget was open."),
    }),
  })
  .meta({ id: "Session", description: "One visitor's activity with gaps of less than 30 minutes." });

export const widgetEvent = z
  .strictObject({
    id: z.uuid(),
    event_type: z.enum([
      "widget_open",
      "widget_close",
      "conversation_start",
      "conversation_end",
      "inquiry_submit",
    ]),
    visitor_id: visitorId,
    session_id: text.describe("The token of the page load."),
    page_url: path.nullable(),
    duration_seconds: z
      .int()
      .min(1)
      .max(14_400)
      .nullable()
      .describe("Seconds for which the widget was open, on `widget_close` only."),
    created_at: time("When it happened"),
  })
  .meta({ id: "WidgetEvent" });

/** The example of the documentation. */
export const exampleSession = {
  visitor_id: "v_a3f1b20000000000",
  session_date: "2026-04-15",
  started_at: "2026-04-15T14:23:11Z",
  ended_at: "2026-04-15T14:31:47Z",
  duration_seconds: 516,
  pages_viewed: 4,
  entry_page: "/blog/seo-guide",
  exit_page: "/pricing",
  traffic_source: {
    source: "google",
    medium: "organic",
    referrer_url: "https://www.google.com/",
    utm_source: null,
    utm_medium: null,
    utm_campaign: null,
    utm_content: null,
    utm_term: null,
  },
  visitor: {
    ip_hash: "a3f1b2c4d5e6f7a8",
    country: "GB",
    device_type: "desktop",
    browser: "Chrome",
    os: "macOS",
    screen_width: 1440,
    screen_height: 900,
    language: "en-GB",
  },
  widget: { engaged: true, widget_session_seconds: 148 },
};
