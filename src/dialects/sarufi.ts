import { z } from "zod";
import { clock } from "../clock.ts";
import type { Endpoint } from "../http/endpoint.ts";
import { date } from "../http/parameters.ts";
import { queryEndpoint } from "../http/query-endpoint.ts";

const DAY = 86_400_000;
const MOST_DAYS = 3_660;

const daysAgo = (days: number) => new Date(clock.now().getTime() - days * DAY).toISOString().slice(0, 10);

/** Both inclusive, in UTC; by default from 30 days ago to today. */
const parameters = z.strictObject({
  start_date: date
    .default(() => daysAgo(30))
    .meta({ description: "The first day, in UTC; 30 days ago where it is left out.", default: undefined }),
  end_date: date
    .default(() => daysAgo(0))
    .meta({
      description:
        "The last day, in UTC, included; today where it is left out. At most 3,660 days with the first.",
      default: undefined,
      example: "2026-04-30",
    }),
});

const totals = z.object({
  conversations: z.int(),
  messages: z.int(),
  people: z.int(),
  messages_per_conversation: z.number(),
  completion_rate: z.number(),
});

const asked = { parameters, assistant: { called: "chatbot_id", isInPath: true }, mostDays: MOST_DAYS };

/** The figures of a chatbot in a period. */
export const overviewEndpoint = (report: "conversation_totals"): Endpoint =>
  queryEndpoint({
    ...asked,
    report,
    shape: (found, { assistant_id, start_date, end_date }) => {
      const { conversations, messages, people, ...rates } = totals.parse(found);
      return {
        chatbot_id: assistant_id,
        period: { start_date, end_date },
        total_conversations: conversations,
        total_messages: messages,
        unique_users: people,
        avg_messages_per_conversation: rates.messages_per_conversation,
        completion_rate: rates.completion_rate,
      };
    },
  });

/** One count a day. */
export const seriesEndpoint = (report: "conversation_series" | "message_series"): Endpoint =>
  queryEndpoint({ ...asked, report, shape: (series) => ({ series }) });
