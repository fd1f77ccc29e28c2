import { breakdowns, parts, ranking, rowOf, rowsOf, stream, type Tabled } from "./table.ts";

const share = ["sessions", "pct"];

const session = [
  ...["visitor_id", "session_date", "started_at", "ended_at", "duration_seconds", "pages_viewed"],
  ...["entry_page", "exit_page"],
  ...["source", "medium", "referrer_url"].map((name) => `traffic_source.${name}`),
  ...["source", "medium", "campaign", "content", "term"].map((name) => `traffic_source.utm_${name}`),
  ...["ip_hash", "country", "device_type", "browser", "os"].map((name) => `visitor.${name}`),
  ...["screen_width", "screen_height", "language"].map((name) => `visitor.${name}`),
  ...["widget.engaged", "widget.widget_session_seconds"],
];
const sessions: Tabled<{ include?: "ip" | undefined }> = ({ include }) =>
  stream(["visitor_id", "started_at"], [...session, ...(include === undefined ? [] : ["visitor.ip"])]);

const figures = [
  ...["pageviews", "unique_visitors", "sessions", "bounce_rate_pct", "avg_session_duration_seconds"],
  ...["pages_per_session", "engaged_sessions", "widget_engagement_rate_pct"],
];

const steps = [
  ...["visitors", "widget_opened", "conversation_started", "inquiry_submitted"],
  ...["widget_opened_pct", "conversation_started_pct", "inquiry_submitted_pct"],
];
const funnel: Tabled<{ by?: "page" | "source" | "country" | undefined }> = ({ by }) =>
  by === undefined ? rowOf(steps) : ranking([by === "page" ? "page_url" : by, ...steps], "breakdown");

/** The tables that the reports are written as. */
export const tables = {
  assistants: stream(["id"], ["id", "name", "type", "website_url", "created_at"]),
  pageviews: rowsOf(["date", "pageviews", "unique_visitors"]),
  sessions,
  trafficSources: rowsOf(["source", "medium", ...share]),
  pages: ranking([
    ...["page_url", "page_title", "pageviews", "unique_visitors"],
    ...["avg_time_on_page_seconds", "widget_open_rate_pct", "top_sources"],
  ]),
  widgetEvents: stream(
    ["id"],
    ["id", "event_type", "visitor_id", "session_id", "page_url", "duration_seconds", "created_at"],
  ),
  overview: parts("period", { current: "data", previous: "previous", change_pct: "change_pct" }, figures),
  funnel,
  entryPages: ranking(["page_url", "page_title", ...share, "unique_visitors", "bounce_rate_pct"]),
  exitPages: ranking(["page_url", "page_title", ...share, "unique_visitors"]),
  geography: rowsOf(["country", ...share]),
  devices: breakdowns(
    {
      device_type: ["device_types", "type"],
      browser: ["browsers", "browser"],
      os: ["operating_systems", "os"],
    },
    share,
  ),
};
