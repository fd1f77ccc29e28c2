import { z } from "zod";
import * as conversation from "../../netlify/functions/analytics-conversation.ts";
import * as sessionTimeline from "../../netlify/functions/analytics-session-timeline.ts";
import type { ErrorCode } from "../http/errors.ts";
import { amount, count, time } from "./figures.ts";
import { OF_KEY, type Operation } from "./operation.ts";
import { country, exampleSession, meta, path, session, text } from "./report-models.ts";

const OF_ONE: ErrorCode[] = ["MISSING_PARAMETER", "INVALID_PARAMETER", "ASSISTANT_NOT_FOUND", ...OF_KEY];

const id = z.uuid().describe("The event's id, or what is made of one that is no UUID.");
const at = time("When it happened");

/** One type of entry. */
const entry = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.strictObject({ type: z.literal(type), id, at, ...shape });

const link = { url: text.describe("Where it leads."), product: text.describe("What it leads to.") };
const purchase = entry("purchase", {
  order_number: z.string(),
  value: amount("What was paid, in the currency."),
  currency: z.string().describe("ISO 4217."),
});

const widgetEvent = <Type extends string>(type: Type) =>
  entry(type, {
    page_url: path,
    duration_seconds: z
      .int()
      .min(1)
      .max(14_400)
      .nullable()
      .describe("Seconds for which the widget was open, on `widget_close` only."),
  });

const popup = <Type extends string>(type: Type) =>
  entry(type, { popup_version: text.describe("Null where it has none.") });

const ofSession = z
  .discriminatedUnion("type", [
    entry("page_view", {
      page_url: path,
      page_title: text.describe("The latest that was seen of the page."),
      seconds_on_page: count("Seconds for which it was visible; null where that is not known.").nullable(),
    }),
    widgetEvent("widget_open"),
    widgetEvent("widget_close"),
    widgetEvent("conversation_start"),
    widgetEvent("conversation_end"),
    widgetEvent("inquiry_submit"),
    popup("popup_display"),
    popup("popup_open"),
    entry("conversation", { channel: text }).extend({
      id: z.string().describe("The id that the chat platform knows it by."),
    }),
    entry("link_click", link),
    entry("product_click", link),
    purchase,
  ])
  .meta({ id: "SessionEntry" });

const intervention = <Type extends string>(type: Type) =>
  entry(type, { agent: text, topic: text, outcome: text }).extend({
    id: z.string().describe("The id that the chat platform knows the hand-over by."),
  });

const items = z.array(z.string());

const ofConversation = z
  .discriminatedUnion("type", [
    entry("message", {
      sender: z.enum(["CUSTOMER", "AGENT", "BOT", "SYSTEM"]),
      direction: z.enum(["inbound", "outbound"]),
      user: text.describe("Whose it is, where that is not the conversation's user."),
      agent: text,
      response: text.describe("The bot's response that was shown."),
      triggered_by: z.enum(["button", "language"]).nullable(),
      free_text: z.boolean().describe("Whether it was written, not chosen."),
      intent: text,
      confidence: z.number().min(0).max(1).nullable().describe("How sure the bot was, from 0 to 1."),
      topic: text.describe("Where that is not the conversation's topic."),
      text: text.describe("Null where the platform does not send texts."),
    }),
    entry("call", {
      direction: z.enum(["inbound", "outbound"]),
      duration_seconds: count("Its length in seconds."),
      channel: text,
      agent: text,
    }),
    entry("bot.event", { name: text }),
    entry("label.applied", { label: text }),
    intervention("intervention.requested"),
    intervention("intervention.accepted"),
    intervention("intervention.ended"),
    entry("reaction", { reaction: z.enum(["like", "dislike"]), response: text }),
    entry("link.clicked", { ...link, response: text }),
    entry("conversation.analyzed", {
      mood: z.enum(["happy", "angry", "neutral"]).nullable(),
      sentiment: z.enum(["positive", "neutral", "negative"]).nullable(),
      outcome: z.enum(["success", "fail", "neutral"]).nullable(),
      human_intervention_needed: z.boolean().nullable(),
      intents: items,
      products: items,
      complaints: items,
      missing_information: items,
    }),
    purchase,
  ])
  .meta({ id: "ConversationEntry" });

const conversationObject = z
  .strictObject({
    conversation_id: z.string(),
    started_at: time("When it started"),
    last_activity_at: time("When somebody last did something in it").nullable(),
    ended_at: time("When the platform said that it ended").nullable(),
    duration_seconds: count("Seconds from the first to the last that happened; null of nothing.").nullable(),
    channel: text,
    language: text,
    country,
    topic: text,
    state: text.describe("Where the bot's script is."),
    rating: text,
    status: z.enum(["open", "closed", "archived"]),
    handling_status: z.enum(["RESOLVED", "PENDING", "FOLLOW_UP"]).nullable(),
    opened_by: z.enum(["popup", "chat_button"]).nullable(),
    user: text.describe("The platform's user; null where none was named or who was erased."),
    user_token: text.describe("The browser's token: the `visitor_id` of a visitor of the widget."),
    is_completed: z.boolean().describe("Whether it is closed, archived or reached a terminal state."),
    customer_messages: count("Messages of customers."),
    bot_messages: count("Messages of bots."),
    agent_messages: count("Messages of agents."),
    system_messages: count("Messages of the system."),
  })
  .meta({ id: "Conversation" });

const message = {
  type: "message",
  id: "0b9f4a8e-52f1-4c8a-9d7d-3a0f1c2b4e5d",
  at: "2026-04-15T14:28:40Z",
  sender: "CUSTOMER",
  direction: "inbound",
  user: null,
  agent: null,
  response: null,
  triggered_by: null,
  free_text: true,
  intent: "ask_price",
  confidence: 0.93,
  topic: null,
  text: "What does the Pro plan cost?",
};

/** What happened in one visit, and in one conversation. */
export const timelines: Operation[] = [
  {
    endpoint: sessionTimeline,
    id: "getSessionTimeline",
    summary: "Timeline of a session",
    description:
      "A session, and what happened in it, oldest first: page views, widget events, and what the log has of its visitor from its start until half an hour after its end, which are popups, conversations that started, clicks and purchases.",
    refusals: ["SESSION_NOT_FOUND", ...OF_ONE],
    answers: {
      200: {
        description: "The session and a page of what happened.",
        schema: z.strictObject({ data: z.array(ofSession), session, meta }),
        example: {
          data: [
            {
              type: "page_view",
              id: "5d1c9d0e-6c3b-4f0e-8f3a-2b7d4e6f8a90",
              at: "2026-04-15T14:23:11Z",
              page_url: "/blog/seo-guide",
              page_title: "Ultimate SEO Guide 2026",
              seconds_on_page: 187,
            },
            {
              type: "widget_open",
              id: "0b9f4a8e-52f1-4c8a-9d7d-3a0f1c2b4e5d",
              at: "2026-04-15T14:28:00Z",
              page_url: "/pricing",
              duration_seconds: null,
            },
          ],
          session: exampleSession,
          meta: { total: 2, limit: 500, offset: 0 },
        },
      },
    },
  },
  {
    endpoint: conversation,
    id: "getConversation",
    summary: "A conversation",
    description:
      "What is known of a conversation, and what happened in it, oldest first; also the orders that name it, or that its visitor made before another conversation started.",
    refusals: ["CONVERSATION_NOT_FOUND", ...OF_ONE],
    answers: {
      200: {
        description: "The conversation and a page of what happened.",
        schema: z.strictObject({
          data: z.array(ofConversation),
          conversation: conversationObject,
          meta,
        }),
        example: {
          data: [message],
          conversation: {
            conversation_id: "c-17",
            started_at: "2026-04-15T14:28:31Z",
            last_activity_at: "2026-04-15T14:30:28Z",
            ended_at: "2026-04-15T14:30:28Z",
            duration_seconds: 117,
            channel: "WebChat",
            language: "en",
            country: "GB",
            topic: "Pricing",
            state: "goodbye",
            rating: "5",
            status: "closed",
            handling_status: "RESOLVED",
            opened_by: "popup",
            user: null,
            user_token: "v_a3f1b20000000000",
            is_completed: true,
            customer_messages: 1,
            bot_messages: 0,
            agent_messages: 0,
            system_messages: 0,
          },
          meta: { total: 1, limit: 500, offset: 0 },
        },
      },
    },
  },
];
