import { z } from "zod";
import * as conversations from "../../netlify/functions/sarufi-conversations.ts";
import * as messages from "../../netlify/functions/sarufi-messages.ts";
import * as overview from "../../netlify/functions/sarufi-overview.ts";
import type { ErrorCode } from "../http/errors.ts";
import { EXAMPLE_ASSISTANT } from "../http/parameters.ts";
import { amount, count, day } from "./figures.ts";
import { type Api, OF_KEY } from "./operation.ts";
import { documentedStyle } from "./refusals.ts";

const refusals: ErrorCode[] = [
  "INVALID_PARAMETER",
  "INVALID_DATE_RANGE",
  "DATA_DELETED",
  "ASSISTANT_NOT_FOUND",
  ...OF_KEY,
];

const series = (of: string) =>
  z.strictObject({ series: z.array(z.strictObject({ date: day("The day"), count: count(of) })) });

/** Sarufi's analytics of a chatbot, which is an assistant. */
export const sarufi: Api = {
  name: "Sarufi",
  description:
    "Conversations of a chatbot, as clients of Sarufi ask for them. A `chatbot_id` is an assistant's id.",
  security: [{ apiKey: ["analytics:read"] }],
  style: documentedStyle,
  isLimited: true,
  operations: [
    {
      endpoint: overview,
      id: "getChatbotOverview",
      summary: "Overview",
      description: "Conversations, messages and users of a period.",
      refusals,
      answers: {
        200: {
          description: "The figures.",
          schema: z.strictObject({
            chatbot_id: z.string(),
            period: z.strictObject({
              start_date: day("The first day"),
              end_date: day("The last day, included"),
            }),
            total_conversations: count("Conversations that started in the period."),
            total_messages: count("Messages sent and received in the period."),
            unique_users: count("Distinct users who sent a message."),
            avg_messages_per_conversation: amount("Messages ÷ conversations, to one decimal."),
            completion_rate: z
              .number()
              .min(0)
              .max(1)
              .describe(
                "The share of conversations that are closed, archived or reached a terminal state, from 0 to 1, to two decimals.",
              ),
          }),
          example: {
            chatbot_id: EXAMPLE_ASSISTANT,
            period: { start_date: "2026-02-01", end_date: "2026-02-26" },
            total_conversations: 1482,
            total_messages: 10234,
            unique_users: 876,
            avg_messages_per_conversation: 6.9,
            completion_rate: 0.74,
          },
        },
      },
    },
    {
      endpoint: conversations,
      id: "getChatbotConversations",
      summary: "Conversations",
      description: "Conversations by the day on which they started; every day is there.",
      refusals,
      answers: {
        200: {
          description: "The series, ascending.",
          schema: series("Conversations that started."),
          example: {
            series: [
              { date: "2026-02-01", count: 45 },
              { date: "2026-02-02", count: 62 },
            ],
          },
        },
      },
    },
    {
      endpoint: messages,
      id: "getChatbotMessages",
      summary: "Messages",
      description: "Messages by day, in and out; every day is there.",
      refusals,
      answers: {
        200: {
          description: "The series, ascending.",
          schema: series("Messages."),
          example: {
            series: [
              { date: "2026-02-01", count: 310 },
              { date: "2026-02-02", count: 428 },
            ],
          },
        },
      },
    },
  ],
};
