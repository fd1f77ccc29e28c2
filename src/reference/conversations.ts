import { z } from "zod";
import * as channels from "../../netlify/functions/analytics-channels.ts";
import * as hours from "../../netlify/functions/analytics-conversation-hours.ts";
import * as outcomes from "../../netlify/functions/analytics-conversation-outcomes.ts";
import * as conversations from "../../netlify/functions/analytics-conversations.ts";
import * as handovers from "../../netlify/functions/analytics-handovers.ts";
import * as labels from "../../netlify/functions/analytics-labels.ts";
import type { ErrorCode } from "../http/errors.ts";
import { amount, count, percent } from "./figures.ts";
import { OF_KEY, type Operation } from "./operation.ts";
import { meta, text } from "./report-models.ts";

export const OF_LOG: ErrorCode[] = [
  "MISSING_PARAMETER",
  "INVALID_DATE_RANGE",
  "DATA_DELETED",
  "ASSISTANT_NOT_FOUND",
  "INVALID_PARAMETER",
  ...OF_KEY,
];

const date = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })])
  .describe(
    "A day in the time zone, such as `2026-04-01`, or an hour, such as `2026-04-01T14:00:00Z` or `2026-04-01T14:00:00+02:00`.",
  );
const messages = count("Messages that came in.");
const seconds = (of: string) => amount(`${of}, in seconds to one decimal; null of none.`).nullable();

const weekday = z.enum(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]);
const handoverShare = { handovers: count("Hand-overs."), pct: percent("Its share of all hand-overs") };
const conversationShare = {
  conversations: count("Conversations that started in the range."),
  pct: percent("Its share of all of them"),
};
const times = {
  accepted: count("Hand-overs that were asked for and accepted."),
  avg_wait_seconds: seconds("From request to acceptance"),
  avg_handling_seconds: seconds("From acceptance to the end"),
};

const exampleSeries = {
  date: "2026-04-01",
  conversations: 62,
  customer_messages: 143,
  bot_messages: 151,
  agent_messages: 38,
  system_messages: 4,
  handovers: 12,
};

/** Conversations of an assistant, as its chat platform reported them. */
export const conversationReports: Operation[] = [
  {
    endpoint: conversations,
    id: "getConversations",
    summary: "Conversations",
    description:
      "Conversations and hand-overs by their start and messages by sender, by day or hour, every one of which is there, and in all.",
    refusals: OF_LOG,
    answers: {
      200: {
        description: "The series, ascending, and its summary.",
        schema: z.strictObject({
          data: z.array(
            z.strictObject({
              date,
              conversations: count("Conversations that started."),
              customer_messages: count("Messages of customers."),
              bot_messages: count("Messages of bots."),
              agent_messages: count("Messages of agents."),
              system_messages: count("Messages of the system."),
              handovers: count("Hand-overs to agents that started."),
            }),
          ),
          summary: z.strictObject({
            total_conversations: count("Conversations that started in the range."),
            total_messages: count("All messages in the range."),
            total_customer_messages: count("Messages of customers."),
            total_bot_messages: count("Messages of bots."),
            total_agent_messages: count("Messages of agents."),
            total_system_messages: count("Messages of the system."),
            total_unique_users: count("Different people who sent a message."),
            total_handovers: count("Hand-overs to agents that started in the range."),
            avg_messages_per_conversation: amount("Messages ÷ conversations, to one decimal."),
            completion_rate_pct: percent(
              "Conversations that are closed, archived or reached a terminal state ÷ all",
            ),
            handover_rate_pct: percent("Hand-overs ÷ conversations"),
          }),
        }),
        example: {
          data: [exampleSeries],
          summary: {
            total_conversations: 62,
            total_messages: 336,
            total_customer_messages: 143,
            total_bot_messages: 151,
            total_agent_messages: 38,
            total_system_messages: 4,
            total_unique_users: 58,
            total_handovers: 12,
            avg_messages_per_conversation: 5.4,
            completion_rate_pct: 71,
            handover_rate_pct: 19.4,
          },
        },
      },
    },
  },
  {
    endpoint: channels,
    id: "getChannels",
    summary: "Channels",
    description: "Messages that came in by channel, most first, in all and by day or hour.",
    refusals: OF_LOG,
    answers: {
      200: {
        description: "The breakdown and its series, in which channels without a message are left out.",
        schema: z.strictObject({
          data: z.array(
            z.strictObject({
              channel: text,
              messages,
              pct: percent("Its share of all that came in"),
              unique_users: count("Different people who sent any."),
            }),
          ),
          total_messages: count("All messages that came in."),
          series: z.array(
            z.strictObject({ date, channels: z.array(z.strictObject({ channel: text, messages })) }),
          ),
        }),
        example: {
          data: [{ channel: "WhatsApp", messages: 143, pct: 100, unique_users: 58 }],
          total_messages: 143,
          series: [{ date: "2026-04-01", channels: [{ channel: "WhatsApp", messages: 143 }] }],
        },
      },
    },
  },
  {
    endpoint: hours,
    id: "getConversationHours",
    summary: "Hours of the week",
    description:
      "Conversations that started and messages in each hour of each weekday, on the clocks of the time zone: 168 entries, from Monday on.",
    refusals: OF_LOG,
    answers: {
      200: {
        description: "The breakdown.",
        schema: z.strictObject({
          data: z.array(
            z.strictObject({
              weekday,
              hour: z.int().min(0).max(23).describe("The hour that the clock shows."),
              conversations: count("Conversations that started."),
              messages: count("Messages."),
            }),
          ),
          total_conversations: count("All conversations."),
          total_messages: count("All messages."),
        }),
        example: {
          data: [{ weekday: "Monday", hour: 14, conversations: 9, messages: 51 }],
          total_conversations: 9,
          total_messages: 51,
        },
      },
    },
  },
  {
    endpoint: handovers,
    id: "getHandovers",
    summary: "Hand-overs",
    description:
      "Hand-overs to agents by their start: by channel, topic and outcome, most first, and how long agents took.",
    refusals: OF_LOG,
    answers: {
      200: {
        description: "The summary and the breakdowns.",
        schema: z.strictObject({
          summary: z.strictObject({ total_handovers: count("All hand-overs."), ...times }),
          channels: z.array(z.strictObject({ channel: text, ...handoverShare })),
          topics: z.array(z.strictObject({ topic: text, ...handoverShare })),
          outcomes: z.array(z.strictObject({ outcome: text, ...handoverShare })),
          agents: z.array(z.strictObject({ agent: text, ...times })),
        }),
        example: {
          summary: {
            total_handovers: 12,
            accepted: 11,
            avg_wait_seconds: 48.2,
            avg_handling_seconds: 311.5,
          },
          channels: [{ channel: "WhatsApp", handovers: 12, pct: 100 }],
          topics: [{ topic: "Delivery", handovers: 12, pct: 100 }],
          outcomes: [
            { outcome: "solved", handovers: 9, pct: 75 },
            { outcome: null, handovers: 3, pct: 25 },
          ],
          agents: [{ agent: "Ada", accepted: 11, avg_wait_seconds: 48.2, avg_handling_seconds: 311.5 }],
        },
      },
    },
  },
  {
    endpoint: labels,
    id: "listLabels",
    summary: "Labels",
    description: "Labels by how often they were applied, most first.",
    refusals: OF_LOG,
    answers: {
      200: {
        description: "A page of the list.",
        schema: z.strictObject({
          data: z.array(
            z.strictObject({
              label: text,
              times_applied: count("How often it was applied."),
              pct: percent("Its share of all that were applied"),
            }),
          ),
          total_applied: count("How often labels were applied in all."),
          meta,
        }),
        example: {
          data: [{ label: "sales", times_applied: 21, pct: 100 }],
          total_applied: 21,
          meta: { total: 1, limit: 50, offset: 0 },
        },
      },
    },
  },
  {
    endpoint: outcomes,
    id: "getConversationOutcomes",
    summary: "Sentiment and outcome",
    description:
      "Conversations that started by the sentiment and the outcome of their latest analysis, and by their handling status; null for those of which it is not known.",
    refusals: OF_LOG,
    answers: {
      200: {
        description: "The breakdowns, each with all of its values.",
        schema: z.strictObject({
          sentiments: z.array(
            z.strictObject({
              sentiment: z.enum(["positive", "neutral", "negative"]).nullable(),
              ...conversationShare,
            }),
          ),
          outcomes: z.array(
            z.strictObject({
              outcome: z.enum(["success", "neutral", "fail"]).nullable(),
              ...conversationShare,
            }),
          ),
          handling_statuses: z.array(
            z.strictObject({
              handling_status: z.enum(["RESOLVED", "PENDING", "FOLLOW_UP"]).nullable(),
              ...conversationShare,
            }),
          ),
          total_conversations: count("All conversations that started in the range."),
        }),
        example: {
          sentiments: [{ sentiment: "positive", conversations: 62, pct: 100 }],
          outcomes: [{ outcome: "success", conversations: 62, pct: 100 }],
          handling_statuses: [{ handling_status: "RESOLVED", conversations: 62, pct: 100 }],
          total_conversations: 62,
        },
      },
    },
  },
];
