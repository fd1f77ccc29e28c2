import { said, started } from "./conversing.ts";
import { type LogEvent, logged } from "./logging.ts";
import { batch, pageView, visitor } from "./seed.ts";
import type { Account, Stack } from "./stack.ts";

/** The visitor of the conversation on the site. */
export const TALKER = visitor(7);

const token = `v_${TALKER}`;
const onSite = { conversation_id: "c-web/1" };

/** Two conversations, one on the site and one elsewhere, with all that can happen in them. */
const events: LogEvent[] = [
  started("c-web/1", "2026-04-14T12:00:00Z", {
    ...{ user: "u-1", user_token: token, channel: "WebChat", language: "en", country: "GB" },
    ...{ topic: "Pricing", opened_by: "popup" },
  }),
  said("c-web/1", "2026-04-14T12:00:10Z", {
    text: "What does it cost?",
    intent: "ask_price",
    confidence: 0.9,
  }),
  said("c-web/1", "2026-04-14T12:00:12Z", { sender: "BOT", response: "price_list", text: "29 a month." }),
  logged("reaction", { ...onSite, at: "2026-04-14T12:00:30Z", reaction: "like", response: "price_list" }),
  logged("intervention.requested", { ...onSite, at: "2026-04-14T12:01:00Z", intervention_id: "i-1" }),
  logged("intervention.accepted", {
    ...{ ...onSite, at: "2026-04-14T12:01:40Z", intervention_id: "i-1", agent: "Ada Lindholm" },
  }),
  said("c-web/1", "2026-04-14T12:02:00Z", { sender: "AGENT", agent: "Ada Lindholm", text: "10% off." }),
  logged("intervention.ended", {
    ...{ ...onSite, at: "2026-04-14T12:04:00Z", intervention_id: "i-1", outcome: "solved" },
  }),
  logged("label.applied", { ...onSite, at: "2026-04-14T12:05:00Z", label: "sales" }),
  logged("conversation.ended", { ...onSite, at: "2026-04-14T12:06:00Z", rating: 5 }),
  logged("conversation.updated", { ...onSite, at: "2026-04-14T12:06:30Z", handling_status: "RESOLVED" }),
  logged("conversation.analyzed", {
    ...{ ...onSite, at: "2026-04-14T12:10:00Z", mood: "happy", sentiment: "positive", outcome: "success" },
    ...{ intents: ["ask_price"], products: ["Pro plan"] },
  }),
  logged("popup.displayed", { at: "2026-04-14T11:58:00Z", user_token: token, popup_version: "v2" }),
  logged("popup.opened", { at: "2026-04-14T11:58:05Z", user_token: token, popup_version: "v2" }),
  logged("purchase", {
    ...{ at: "2026-04-14T12:20:00Z", user_token: token, order_number: "1001", value: 29, currency: "EUR" },
  }),
  started("c-mail", "2026-04-15T22:30:00Z", { user: "u-2", channel: "Email" }),
  said("c-mail", "2026-04-15T22:30:00Z"),
  logged("conversation.analyzed", {
    ...{ conversation_id: "c-mail", at: "2026-04-16T08:00:00Z", sentiment: "negative", outcome: "fail" },
  }),
];

/** Records the visit in which one of the conversations was had, and reports both. */
export async function recordConversations(stack: Stack, account: Account, assistant_id: string) {
  const visit = [
    pageView("2026-04-14T11:57:55Z", "/pricing", { title: "Prices", seconds: 300 }),
    { id: crypto.randomUUID(), type: "widget_open", at: "2026-04-14T11:59:50Z", path: "/pricing" },
    { id: crypto.randomUUID(), type: "conversation_start", at: "2026-04-14T12:00:00Z", path: "/pricing" },
    {
      ...{ id: crypto.randomUUID(), type: "widget_close", at: "2026-04-14T12:06:30Z", path: "/pricing" },
      duration_seconds: 400,
    },
  ];
  await stack.record(batch(assistant_id, TALKER, visit));
  const key = await stack.newKey(account, { scopes: ["events:write"] });
  const body = JSON.stringify(events.map((event) => ({ ...event, assistant_id })));
  const answer = await stack.request("/api/v1/events", { method: "POST", key, body });
  if (answer.body.accepted !== events.length) {
    throw new Error(`Not all were accepted: ${JSON.stringify(answer.body)}`);
  }
}
