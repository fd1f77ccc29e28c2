import * as z from "zod/mini";
import { reportOf } from "./reports.ts";

const text = z.nullable(z.string());
const figure = z.nullable(z.number());

const totals = z.object({
  total_conversations: z.number(),
  total_messages: z.number(),
  total_unique_users: z.number(),
  total_handovers: z.number(),
  avg_messages_per_conversation: z.number(),
  completion_rate_pct: z.number(),
  handover_rate_pct: z.number(),
});

/** What is counted of a period in all. */
export type ConversationTotals = z.infer<typeof totals>;

/** Conversations and hand-overs, and messages by sender, over time. */
export const conversations = reportOf(
  "conversations",
  z.object({
    data: z.array(
      z.object({
        date: z.string(),
        conversations: z.number(),
        customer_messages: z.number(),
        bot_messages: z.number(),
        agent_messages: z.number(),
        system_messages: z.number(),
        handovers: z.number(),
      }),
    ),
    summary: totals,
  }),
);

/** What came in by channel. */
export const channels = reportOf(
  "channels",
  z.object({
    data: z.array(
      z.object({ channel: text, messages: z.number(), pct: z.number(), unique_users: z.number() }),
    ),
    series: z.array(
      z.object({
        date: z.string(),
        channels: z.array(z.object({ channel: text, messages: z.number() })),
      }),
    ),
  }),
);

/** What happened in each hour of the week. */
export const conversationHours = reportOf(
  "conversation-hours",
  z.object({
    data: z.array(
      z.object({
        weekday: z.string(),
        hour: z.number(),
        conversations: z.number(),
        messages: z.number(),
      }),
    ),
  }),
);

const handoverShare = { handovers: z.number(), pct: z.number() };
const times = { accepted: z.number(), avg_wait_seconds: figure, avg_handling_seconds: figure };

/** Hand-overs to agents. */
export const handovers = reportOf(
  "handovers",
  z.object({
    summary: z.object({ total_handovers: z.number(), ...times }),
    channels: z.array(z.object({ channel: text, ...handoverShare })),
    topics: z.array(z.object({ topic: text, ...handoverShare })),
    outcomes: z.array(z.object({ outcome: text, ...handoverShare })),
    agents: z.array(z.object({ agent: text, ...times })),
  }),
);

/** Labels by how often they were applied. */
export const labels = reportOf(
  "labels",
  z.object({
    data: z.array(z.object({ label: z.string(), times_applied: z.number(), pct: z.number() })),
    meta: z.object({ total: z.number() }),
  }),
);

const conversationShare = { conversations: z.number(), pct: z.number() };

/** How conversations went. */
export const conversationOutcomes = reportOf(
  "conversation-outcomes",
  z.object({
    sentiments: z.array(z.object({ sentiment: text, ...conversationShare })),
    outcomes: z.array(z.object({ outcome: text, ...conversationShare })),
    handling_statuses: z.array(z.object({ handling_status: text, ...conversationShare })),
  }),
);

/** Popups by version, and how conversations were opened. */
export const popups = reportOf(
  "popups",
  z.object({
    data: z.array(
      z.object({
        popup_version: z.string(),
        displayed: z.number(),
        opened: z.number(),
        opened_pct: z.number(),
      }),
    ),
    conversations: z.object({
      total: z.number(),
      opened_by_popup: z.number(),
      opened_by_chat_button: z.number(),
      opened_by_popup_pct: z.number(),
    }),
  }),
);

const group = z.object({
  visitors: z.number(),
  orders: z.number(),
  conversion_rate_pct: z.number(),
  avg_order_value_eur: z.number(),
  revenue_per_visitor_eur: z.number(),
});

/** What one group of an A/B test did. */
export type Group = z.infer<typeof group>;

/** Purchases with and without a conversation before. */
export const purchases = reportOf(
  "purchases",
  z.object({
    data: z.object({
      visitors: z.number(),
      visitors_chatted: z.number(),
      buyers: z.number(),
      buyers_with_chat: z.number(),
      buyers_without_chat: z.number(),
      revenue_eur: z.number(),
      revenue_with_chat_eur: z.number(),
      revenue_without_chat_eur: z.number(),
      conversion_rate_with_chat_pct: z.number(),
      conversion_rate_without_chat_pct: z.number(),
      avg_order_value_with_chat_eur: z.number(),
      avg_order_value_without_chat_eur: z.number(),
    }),
    ab_test: z.optional(z.object({ control: group, test: group })),
  }),
);
