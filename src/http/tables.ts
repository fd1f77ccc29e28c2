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

const sales = [
  ...["visitors", "visitors_chatted", "buyers", "buyers_with_chat", "buyers_without_chat"],
  ...["revenue_eur", "revenue_with_chat_eur", "revenue_without_chat_eur"],
  ...["conversion_rate_with_chat_pct", "conversion_rate_without_chat_pct"],
  ...["avg_order_value_with_chat_eur", "avg_order_value_without_chat_eur"],
];
const tested = [
  "visitors",
  "orders",
  "conversion_rate_pct",
  "avg_order_value_eur",
  "revenue_per_visitor_eur",
];

/** What any entry of a timeline may have, after what each has. */
const timeline = (columns: readonly string[]) => stream(["type", "id"], ["type", "id", "at", ...columns]);
const ordered = ["url", "product", "order_number", "value", "currency"];

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
  entryPages: ranking(["page_url", "page_title", ...share, "bounce_rate_pct"]),
  exitPages: ranking(["page_url", "page_title", ...share]),
  geography: rowsOf(["country", ...share]),
  devices: breakdowns(
    {
      device_type: ["device_types", "type"],
      browser: ["browsers", "browser"],
      os: ["operating_systems", "os"],
    },
    share,
  ),
  sessionTimeline: timeline([
    ...["page_url", "page_title", "seconds_on_page", "duration_seconds", "popup_version", "channel"],
    ...ordered,
  ]),
  conversations: rowsOf([
    ...["date", "conversations"],
    ...["customer_messages", "bot_messages", "agent_messages", "system_messages", "handovers"],
  ]),
  conversation: timeline([
    ...[
      "sender",
      "direction",
      "user",
      "agent",
      "response",
      "triggered_by",
      "free_text",
      "intent",
      "confidence",
    ],
    ...["topic", "text", "duration_seconds", "channel", "name", "label", "outcome", "reaction"],
    ...["mood", "sentiment", "human_intervention_needed"],
    ...["intents", "products", "complaints", "missing_information"],
    ...ordered,
  ]),
  channels: rowsOf(["channel", "messages", "pct", "unique_users"]),
  conversationHours: rowsOf(["weekday", "hour", "conversations", "messages"]),
  conversationOutcomes: breakdowns(
    {
      sentiment: ["sentiments", "sentiment"],
      outcome: ["outcomes", "outcome"],
      handling_status: ["handling_statuses", "handling_status"],
    },
    ["conversations", "pct"],
  ),
  handovers: breakdowns(
    {
      channel: ["channels", "channel"],
      topic: ["topics", "topic"],
      outcome: ["outcomes", "outcome"],
      agent: ["agents", "agent"],
    },
    ["handovers", "pct", "accepted", "avg_wait_seconds", "avg_handling_seconds"],
  ),
  labels: ranking(["label", "times_applied", "pct"]),
  popups: rowsOf(["popup_version", "displayed", "opened", "opened_pct"]),
  purchases: rowOf(
    [...sales, ...["control", "test"].flatMap((group) => tested.map((name) => `ab_test.${group}.${name}`))],
    ["ab_test"],
  ),
};
