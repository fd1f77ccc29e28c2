import { z } from "zod";
import { clock } from "../clock.ts";
import { optional } from "../environment.ts";
import type { Endpoint } from "../http/endpoint.ts";
import { text } from "../http/parameters.ts";
import { queryEndpoint } from "../http/query-endpoint.ts";
import { COMMON, chatbotId } from "./selzee.ts";
import { EXPECTED_TIMEFRAME, timeframeStart } from "./selzee-timeframe.ts";

const parameters = z.strictObject({
  chatbot_id: chatbotId,
  timeframe: text(50)
    .transform((value, context) => {
      const start = timeframeStart(value, clock.now());
      if (start === undefined) {
        context.addIssue({ code: "custom", message: EXPECTED_TIMEFRAME });
        return z.NEVER;
      }
      return start.toISOString();
    })
    .meta({
      description:
        "When it begins; it ends now. `day`, `week` or `month` (1, 7, 30 days), a number of days, a month of this year such as `january`, or `20 minutes`, `2 hours`, `3 days`, `1 week`, `2 months`; at most 365 days or 12 months.",
      example: "2 months",
    }),
});

const ranking = z.array(z.object({ item: z.string(), count: z.int(), conversations: z.array(z.string()) }));

const insights = z.object({
  rankings: z.object({
    clicked_products: ranking,
    products: ranking,
    intents: ranking,
    complaints: ranking,
    missing_information: ranking,
  }),
  clicks: z.int(),
  conversations: z.int(),
  mood_percent: z.object({ happy: z.number(), angry: z.number(), neutral: z.number() }),
  outcome_percent: z.object({ success: z.number(), fail: z.number(), neutral: z.number() }),
  intervention_percent: z.number(),
  converted: z.int(),
  converted_percent: z.number(),
  reactions: z.object({ likes: z.int(), dislikes: z.int() }),
  minutes: z.number().nullable(),
});

/** Where the dashboard shows conversations of a chatbot: at `DASHBOARD_URL`, else on the site that was asked. */
function linksTo(chatbotId: string, origin: string): (conversationId: string) => string {
  const dashboard = (optional("DASHBOARD_URL") ?? origin).replace(/\/+$/, "");
  const chatbot = `${dashboard}/app/${encodeURIComponent(chatbotId)}`;
  return (conversationId) => `${chatbot}/conversations/${encodeURIComponent(conversationId)}`;
}

/** What was found in the conversations that were analysed last. */
export const insightsEndpoint = (report: "conversation_insights"): Endpoint =>
  queryEndpoint({
    report,
    parameters,
    ...COMMON,
    asked: ({ chatbot_id, timeframe }) => ({
      assistant_id: chatbot_id,
      starts: timeframe,
      ends: clock.now().toISOString(),
    }),
    shape: (found, { chatbot_id }, origin) => {
      const { rankings, conversations, ...values } = insights.parse(found);
      const link = linksTo(chatbot_id, origin);
      const linked = (items: z.infer<typeof ranking>) =>
        items.map((one) => ({ ...one, conversations: one.conversations.map(link) }));
      return {
        most_clicked_products: linked(rankings.clicked_products),
        most_talked_about_products: linked(rankings.products),
        most_frequent_intents: linked(rankings.intents),
        most_common_complaints: linked(rankings.complaints),
        mood_percentages: values.mood_percent,
        outcome_percentages: values.outcome_percent,
        human_intervention_needed_percentage: values.intervention_percent,
        missing_information_overview: linked(rankings.missing_information),
        total_conversations_analyzed: conversations,
        total_click_throughs: values.clicks,
        chat_conversion: {
          ratio: values.converted_percent,
          total_conversions: values.converted,
          total_conversations: conversations,
        },
        reactions: values.reactions,
        average_conversation_duration_minutes: values.minutes,
      };
    },
  });
