import { z } from "zod";
import * as conversationInsights from "../../netlify/functions/selzee-conversation-insights.ts";
import * as engagement from "../../netlify/functions/selzee-engagement.ts";
import * as overview from "../../netlify/functions/selzee-overview.ts";
import * as popupMetrics from "../../netlify/functions/selzee-popup-metrics.ts";
import * as purchases from "../../netlify/functions/selzee-purchases.ts";
import type { ErrorCode } from "../http/errors.ts";
import { amount, count, day, percent } from "./figures.ts";
import { type Api, OF_KEY } from "./operation.ts";
import { selzeeStyle } from "./refusals.ts";

const refusals: ErrorCode[] = [
  "MISSING_PARAMETER",
  "INVALID_PARAMETER",
  "DATA_DELETED",
  "ASSISTANT_NOT_FOUND",
  ...OF_KEY,
];

const timeframe = {
  timeframe_days: z.int().min(1).max(365).describe("Days back from now."),
  start_date: day("The day on which they begin"),
  end_date: day("Today"),
};
const exampleTimeframe = { timeframe_days: 7, start_date: "2026-02-17", end_date: "2026-02-24" };

const euros = (of: string) => amount(`${of}, in euros to two decimals.`);

const group = z
  .strictObject({
    visitors: count("Visitors in this group."),
    orders: count("Purchases of this group."),
    conversion_rate: percent("Buyers ÷ visitors", 2),
    aov: euros("Average order value: revenue ÷ orders"),
    arpu: euros("Average revenue per visitor: revenue ÷ visitors"),
  })
  .meta({ id: "SelzeeGroup", description: "One half of an A/B test." });

const ranked = z
  .strictObject({
    item: z.string(),
    count: z.int().min(1).describe("How often it was found."),
    conversations: z.array(z.string()).describe("Links to the conversations in the dashboard."),
  })
  .meta({ id: "SelzeeRanked" });
const ranking = (of: string) => z.array(ranked).describe(`${of}, by count, then by item.`);

const exampleRanked = (item: string, times: number) => [
  { item, count: times, conversations: ["https://app.example.com/app/ast_01kn9t3y/conversations/c-17"] },
];

const chats = z.strictObject({
  total: count("Conversations that started."),
  from_popup: count("Those opened from a popup."),
  from_chat_button: count("Those opened by the chat button."),
  popup_ratio: percent("from_popup ÷ total", 2),
});

const bought = z.strictObject({
  ...timeframe,
  total_users: count("Distinct visitors."),
  total_users_chatted: count("Visitors who started a conversation."),
  total_users_purchased: count("Buyers."),
  total_users_chatted_purchased: count("Buyers who had started a conversation before."),
  total_revenue_purchased: euros("Revenue of all purchases"),
  total_revenue_chatted_purchased: euros("Revenue of purchases after a conversation"),
  conversion_rate_with_chat: percent("Buyers after a conversation ÷ visitors who started one", 2),
  conversion_rate_without_chat: percent("Buyers without one ÷ all visitors", 2),
  aov_with_chat: euros("Average order value after a conversation"),
  aov_without_chat: euros("Average order value without one"),
  ab_test: z
    .strictObject({ control: group, test: group })
    .optional()
    .describe("By group, where the assistant's A/B test is on."),
});

const insights = z.strictObject({
  most_clicked_products: ranking("Products, by clicks"),
  most_talked_about_products: ranking("Products, by conversations"),
  most_frequent_intents: ranking("Intents, by conversations"),
  most_common_complaints: ranking("Complaints, by conversations"),
  mood_percentages: z.strictObject({
    happy: percent("Of the analyses that name a mood"),
    angry: percent("Of the analyses that name a mood"),
    neutral: percent("Of the analyses that name a mood"),
  }),
  outcome_percentages: z.strictObject({
    success: percent("Of the analyses that name an outcome"),
    fail: percent("Of the analyses that name an outcome"),
    neutral: percent("Of the analyses that name an outcome"),
  }),
  human_intervention_needed_percentage: percent("Conversations that need a human, of all analysed"),
  missing_information_overview: ranking("What the bot did not know, by conversations"),
  total_conversations_analyzed: z.int().min(0).max(100).describe("The conversations that this is about."),
  total_click_throughs: count("Clicks on products in them."),
  chat_conversion: z.strictObject({
    ratio: percent("Conversations that were followed by a purchase"),
    total_conversions: count("Those conversations."),
    total_conversations: count("All conversations analysed."),
  }),
  reactions: z.strictObject({ likes: count("Likes in them."), dislikes: count("Dislikes in them.") }),
  average_conversation_duration_minutes: z
    .number()
    .min(0)
    .max(60)
    .nullable()
    .describe("In minutes to one decimal, each conversation capped at 60; null of none."),
});

/** Selzee's stats of a chatbot, which is an assistant. */
export const selzee: Api = {
  name: "Selzee",
  description:
    "The funnel, popups, purchases and insights of a chatbot, as clients of Selzee ask for them. A `chatbot_id` is an assistant's id. The key may come as `X-API-KEY` too.",
  security: [{ apiKeyHeader: ["analytics:read"] }, { apiKey: ["analytics:read"] }],
  style: selzeeStyle,
  isLimited: true,
  operations: [
    {
      endpoint: overview,
      id: "getStatsOverview",
      summary: "Overview",
      description: "Conversations, messages of the bot, and the hours that it saved.",
      refusals,
      answers: {
        200: {
          description: "The figures.",
          schema: z.strictObject({
            ...timeframe,
            total_conversations: count("Conversations in which something happened."),
            total_ai_messages: count("Messages of the bot."),
            saved_hours: z
              .string()
              .regex(/^\d+\.\d$/)
              .describe(
                "The lengths of the conversations in hours, each capped at 1.5, to one decimal, as text.",
              ),
          }),
          example: {
            ...exampleTimeframe,
            total_conversations: 150,
            total_ai_messages: 500,
            saved_hours: "25.5",
          },
        },
      },
    },
    {
      endpoint: engagement,
      id: "getStatsEngagement",
      summary: "Engagement",
      description:
        "The funnel of user tokens: visitors, shown a popup, opened the widget, started a conversation.",
      refusals,
      answers: {
        200: {
          description: "The figures.",
          schema: z.strictObject({
            ...timeframe,
            total_users: count("Distinct visitors."),
            total_users_approached: count("Visitors who were also shown a popup."),
            total_users_opened: count("Visitors who also opened the widget."),
            total_users_chatted: count("Visitors who also started a conversation."),
            approached_ratio: percent("Of all visitors", 2),
            opened_ratio: percent("Of all visitors", 2),
            chatted_ratio: percent("Of all visitors", 2),
          }),
          example: {
            ...exampleTimeframe,
            total_users: 1250,
            total_users_approached: 1050,
            total_users_opened: 950,
            total_users_chatted: 800,
            approached_ratio: 84.0,
            opened_ratio: 76.0,
            chatted_ratio: 64.0,
          },
        },
      },
    },
    {
      endpoint: popupMetrics,
      id: "getStatsPopupMetrics",
      summary: "Popup metrics",
      description: "Popups by version, and how conversations were opened.",
      refusals,
      answers: {
        200: {
          description: "The figures.",
          schema: z.strictObject({
            ...timeframe,
            metrics: z.array(
              z.strictObject({
                popup_version: z.string().describe("`unknown` where none was reported."),
                popup_displayed_count: count("Times that it was shown."),
                popup_opened_count: count("Times that it was opened."),
                open_rate: percent("Opened ÷ shown", 2),
              }),
            ),
            conversations: chats,
          }),
          example: {
            ...exampleTimeframe,
            metrics: [
              { popup_version: "v1", popup_displayed_count: 1000, popup_opened_count: 250, open_rate: 25.0 },
            ],
            conversations: { total: 450, from_popup: 300, from_chat_button: 150, popup_ratio: 66.67 },
          },
        },
      },
    },
    {
      endpoint: purchases,
      id: "getStatsPurchases",
      summary: "Purchases",
      description: "Buyers, revenue and order values, with and without a conversation before.",
      refusals,
      answers: {
        200: {
          description: "The figures.",
          schema: bought,
          example: {
            ...exampleTimeframe,
            total_users: 500,
            total_users_chatted: 200,
            total_users_purchased: 100,
            total_users_chatted_purchased: 80,
            total_revenue_purchased: 25000.0,
            total_revenue_chatted_purchased: 20000.0,
            conversion_rate_with_chat: 40.0,
            conversion_rate_without_chat: 4.0,
            aov_with_chat: 250.0,
            aov_without_chat: 250.0,
            ab_test: {
              control: { visitors: 250, orders: 50, conversion_rate: 8.0, aov: 250.0, arpu: 50.0 },
              test: { visitors: 250, orders: 60, conversion_rate: 10.0, aov: 260.0, arpu: 62.4 },
            },
          },
        },
      },
    },
    {
      endpoint: conversationInsights,
      id: "getStatsConversationInsights",
      summary: "Conversation insights",
      description: "What analyses found in the last 100 conversations that were analysed.",
      refusals,
      answers: {
        200: {
          description: "The insights.",
          schema: insights,
          example: {
            most_clicked_products: exampleRanked("https://example.com/product/123", 45),
            most_talked_about_products: exampleRanked("Nike Air Max 90", 30),
            most_frequent_intents: exampleRanked("Product availability question", 25),
            most_common_complaints: exampleRanked("Shipping delays", 8),
            mood_percentages: { happy: 65.5, angry: 10.2, neutral: 24.3 },
            outcome_percentages: { success: 75.0, fail: 10.0, neutral: 15.0 },
            human_intervention_needed_percentage: 12.5,
            missing_information_overview: exampleRanked("Product availability in size L", 8),
            total_conversations_analyzed: 100,
            total_click_throughs: 145,
            chat_conversion: { ratio: 35.0, total_conversions: 35, total_conversations: 100 },
            reactions: { likes: 200, dislikes: 15 },
            average_conversation_duration_minutes: 3.5,
          },
        },
      },
    },
  ],
};
