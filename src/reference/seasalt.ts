import * as generateAnalytics from "../../netlify/functions/seasalt-generate-analytics.ts";
import { type Api, OF_KEY } from "./operation.ts";
import { seasaltStyle } from "./refusals.ts";
import { answer } from "./seasalt-models.ts";

const range = { from_date: "2024-06-01T00:00:00", to_date: "2024-06-03T23:59:59" };

/** Seasalt's metrics, of all assistants of an account. */
export const seasalt: Api = {
  name: "Seasalt",
  description:
    "Seven metrics of communication and conversations in any time zone, as clients of Seasalt ask for them. The workspace is all assistants of the account, or the one that the key is for.",
  security: [{ apiKeyHeader: ["analytics:read"] }],
  style: seasaltStyle,
  isLimited: true,
  operations: [
    {
      endpoint: generateAnalytics,
      id: "generateAnalytics",
      summary: "Generate analytics",
      description:
        "One metric, with the fields that belong to it; what is `null` counts as left out. JSON of at most 16 KB. Every bucket of a series is there.",
      examples: {
        "Communication today": { metric: "today_communication_volume", timezone: "Asia/Taipei" },
        "Activity by day": { metric: "activity_trend", type: "messages", time_unit: "day", ...range },
        "Labels by month": {
          metric: "label_usage",
          time_unit: "month",
          ...range,
          labels: ["sales", "support"],
        },
        "Total usage": { metric: "total_usage", ...range },
        "Conversations by month": {
          metric: "conversation_overview",
          time_unit: "month",
          ...range,
          handling_status: "RESOLVED",
        },
        "Conversations compared": { metric: "conversation_overview", range_type: "last_7_days" },
        "A year of conversations": { metric: "conversation_overview_yearly", year: "2025", timezone: "UTC" },
        "Conversations by weekday and hour": { metric: "conversation_breakdown", timezone: "UTC", ...range },
      },
      refusals: ["MISSING_PARAMETER", "INVALID_PARAMETER", "DATA_DELETED", "PAYLOAD_TOO_LARGE", ...OF_KEY],
      answers: {
        200: {
          description: "The metric.",
          schema: answer,
          example: {
            metric: "activity_trend",
            time_unit: "day",
            data: [
              { date: "2024-06-01", CUSTOMER: 45, AGENT: 60, BOT: 20, SYSTEM: 0 },
              { date: "2024-06-02", CUSTOMER: 30, AGENT: 55, BOT: 15, SYSTEM: 2 },
            ],
            change_percent: 12.5,
          },
        },
      },
    },
  ],
};
