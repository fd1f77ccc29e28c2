const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A question to one of the endpoints about conversations, as the database is asked. */
export type LogCase = {
  /** The API, and what its endpoint is called there. */
  api: "Sarufi" | "Selzee" | "Seasalt" | "Logicdialog";
  name: string;
  report: string;
  arguments: Record<string, unknown>;
};

/** On whose clocks Seasalt's questions are asked: their days are not the database's, twice a year by another hour. */
const ZONE = "Europe/Berlin";
const WINTER = HOUR;

/** All endpoints, about the year that ends with `lastDay`, YYYY-MM-DD, at the resolution of a day where there is one. */
export function logCases(lastDay: string, days: number): LogCase[] {
  const ends = Date.parse(lastDay) + DAY;
  const instant = (time: number) => new Date(time).toISOString();
  const inUtc = { starts: instant(ends - days * DAY), ends: instant(ends) };
  // Days up to now: they begin and end within a day.
  const now = ends - 10 * HOUR - 1_234_567;
  const upToNow = { starts: instant(now - days * DAY), ends: instant(now) };
  const local = { zone: ZONE, starts: instant(ends - days * DAY - WINTER), ends: instant(ends - WINTER) };
  const ask =
    (api: LogCase["api"], range: object) =>
    (name: string, report: string, more: object = {}) => ({
      ...{ api, name, report },
      arguments: { ...range, ...more },
    });
  const sarufi = ask("Sarufi", inUtc);
  const selzee = ask("Selzee", upToNow);
  const seasalt = ask("Seasalt", { unit: "day", ...local });
  const logicdialog = ask("Logicdialog", { unit: "day", ...inUtc });
  const senders = ["customer_message", "agent_message", "bot_message", "system_message"];
  return [
    sarufi("overview", "conversation_totals"),
    sarufi("conversations", "conversation_series"),
    sarufi("messages", "message_series"),
    selzee("overview", "conversation_activity"),
    selzee("engagement", "visitor_funnel"),
    selzee("popup-metrics", "popups"),
    selzee("purchases", "purchases"),
    selzee("conversation-insights", "conversation_insights"),
    seasalt("today_communication_volume", "communication"),
    seasalt("activity_trend", "activity", { measures: senders }),
    seasalt("activity_trend, calls", "activity", { measures: ["inbound_call", "outbound_call"] }),
    seasalt("label_usage", "label_usage"),
    seasalt("total_usage", "communication"),
    seasalt("conversation_overview", "conversation_overview", { counted: "conversation" }),
    seasalt("conversation_overview, compared", "conversation_comparison", {
      ...{ counted: "conversation", days: Math.min(180, days) },
      ...{ starts: instant(now - Math.min(180, days) * DAY), ends: instant(now) },
    }),
    seasalt("conversation_overview_yearly", "conversation_year"),
    seasalt("conversation_breakdown", "conversation_breakdown"),
    logicdialog("user", "figure_series", { counts: { created: "new_person" }, people: { active: "active" } }),
    logicdialog("nlp", "figure_series", {
      counts: { matched: "matched_input", unmatched: "unmatched_input" },
    }),
    logicdialog("message", "figure_series", { counts: { messages: "customer_message" } }),
    logicdialog("active-channel", "ranking_series", { people: { channels: "active_channel" } }),
    logicdialog("message-groups", "ranking_series", { counts: { topics: "topic_message" } }),
    logicdialog("sentiment", "figure_series", {
      counts: {
        ...{ positive: "positive_conversation", negative: "negative_conversation" },
        neutral: "neutral_conversation",
      },
    }),
    logicdialog("events", "ranking_series", { counts: { events: "bot_event" } }),
    logicdialog("user/detail", "ranking_totals", {
      people: {
        ...{ channel: "active_channel", country: "active_country" },
        ...{ language: "active_language", rating: "active_rating" },
      },
    }),
    logicdialog("response", "response_use"),
    logicdialog("urlTracking", "ranking_series", { counts: { urls: "link_click" } }),
    logicdialog("blocks", "ranking_series", { counts: { responses: "response_shown" } }),
    logicdialog("intervention", "figure_series", { counts: { interventions: "intervention" } }),
    logicdialog("intervention/average-time-by-agent-series", "agent_times"),
    logicdialog("intervention-detail", "ranking_series", {
      counts: {
        ...{ channel: "intervention_channel", topic: "intervention_topic" },
        outcome: "intervention_outcome",
      },
    }),
    logicdialog("intervention/average-time", "intervention_times"),
    logicdialog("active-user-language", "ranking_series", { people: { languages: "active_language" } }),
  ];
}
