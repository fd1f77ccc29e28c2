import * as z from "zod/mini";
import { reportOf } from "./reports.ts";

const text = z.nullable(z.string());
const figure = z.nullable(z.number());
const common = { id: z.string(), at: z.string() };
const items = z.array(z.string());

const message = z.object({
  type: z.literal("message"),
  ...common,
  sender: z.enum(["CUSTOMER", "AGENT", "BOT", "SYSTEM"]),
  user: text,
  agent: text,
  response: text,
  intent: text,
  confidence: figure,
  text,
});

/** What somebody said. */
export type Message = z.infer<typeof message>;

const entry = z.discriminatedUnion("type", [
  message,
  z.object({
    type: z.literal("call"),
    ...common,
    direction: z.enum(["inbound", "outbound"]),
    duration_seconds: z.number(),
    agent: text,
  }),
  z.object({ type: z.literal("bot.event"), ...common, name: text }),
  z.object({ type: z.literal("label.applied"), ...common, label: text }),
  z.object({
    type: z.enum(["intervention.requested", "intervention.accepted", "intervention.ended"]),
    ...common,
    agent: text,
    topic: text,
    outcome: text,
  }),
  z.object({
    type: z.literal("reaction"),
    ...common,
    reaction: z.enum(["like", "dislike"]),
    response: text,
  }),
  z.object({ type: z.literal("link.clicked"), ...common, url: text, product: text }),
  z.object({
    type: z.literal("conversation.analyzed"),
    ...common,
    mood: text,
    sentiment: text,
    outcome: text,
    human_intervention_needed: z.nullable(z.boolean()),
    intents: items,
    products: items,
    complaints: items,
    missing_information: items,
  }),
  z.object({
    type: z.literal("purchase"),
    ...common,
    order_number: z.string(),
    value: z.number(),
    currency: z.string(),
  }),
]);

/** Something that happened in a conversation. */
export type ConversationEntry = z.infer<typeof entry>;

const facts = z.object({
  conversation_id: z.string(),
  started_at: z.string(),
  ended_at: text,
  duration_seconds: figure,
  channel: text,
  language: text,
  country: text,
  topic: text,
  state: text,
  rating: text,
  status: z.enum(["open", "closed", "archived"]),
  handling_status: text,
  opened_by: text,
  user: text,
  user_token: text,
  customer_messages: z.number(),
  bot_messages: z.number(),
  agent_messages: z.number(),
});

/** What is known of a conversation. */
export type Conversation = z.infer<typeof facts>;

/** A conversation, and what happened in it, oldest first. */
export const conversation = reportOf(
  "conversation",
  z.object({ data: z.array(entry), conversation: facts, meta: z.object({ total: z.number() }) }),
);
