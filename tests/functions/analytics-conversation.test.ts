import { describe, expect, test } from "vitest";
import { describeKeyContract, expectError } from "../support/contract.ts";
import { conversing, said, started } from "../support/conversing.ts";
import { at, logged } from "../support/logging.ts";

const PATH = "/api/v1/analytics/conversation";
const TOKEN = "v_0123456789abcdef";

const { stack, account, assistantId, reportAll, get: getWith } = conversing(PATH);

const get = (more: Record<string, string> = {}) =>
  getWith({ assistant_id: assistantId(), conversation_id: "c-17", ...more });
const id = (number: number) => `4b7c2d80-0000-4000-8000-0000000000${number}`;
const of = { conversation_id: "c-17" };
const seconds = (number: number) => at(number).replace(".000Z", "Z");

describe("GET /analytics/conversation", () => {
  describeKeyContract({ path: PATH, stack, parameter: "conversation_id" });

  test("gives what is known of it, and what happened in it, oldest first", async () => {
    await reportAll([
      started("c-17", at(0), {
        ...{ user: "u-1", user_token: TOKEN, channel: "WebChat", language: "en", country: "GB" },
        ...{ topic: "Pricing", opened_by: "popup" },
      }),
      said("c-17", at(10), {
        ...{ id: id(10), text: "What does it cost?\nPro, I mean.", intent: "ask_price", confidence: 0.93 },
      }),
      said("c-17", at(12), { id: id(11), sender: "BOT", response: "price_list", triggered_by: "language" }),
      logged("reaction", { ...of, id: id(12), at: at(20), reaction: "dislike", response: "price_list" }),
      logged("intervention.requested", { ...of, intervention_id: "i-1", at: at(30), topic: "Discount" }),
      logged("intervention.accepted", { ...of, intervention_id: "i-1", at: at(60), agent: "Ada" }),
      said("c-17", at(70), { id: id(13), sender: "AGENT", agent: "Ada", text: "10% off." }),
      logged("call", { ...of, id: id(14), at: at(80), direction: "outbound", duration_seconds: 90 }),
      logged("bot.event", { ...of, id: id(15), at: at(170), name: "order_lookup" }),
      logged("link.clicked", { ...of, id: id(16), at: at(180), url: "https://acme.com/pro", product: "Pro" }),
      logged("intervention.ended", { ...of, intervention_id: "i-1", at: at(200), outcome: "solved" }),
      logged("label.applied", { ...of, id: id(17), at: at(260), label: "sales" }),
      logged("conversation.ended", { ...of, at: at(210), state: "goodbye", rating: 5, is_terminal: true }),
      logged("conversation.updated", { ...of, at: at(220), handling_status: "RESOLVED" }),
      logged("conversation.analyzed", {
        ...{ ...of, id: id(18), at: at(300), mood: "happy", sentiment: "positive", outcome: "success" },
        ...{ human_intervention_needed: false, intents: ["ask_price"], products: ["Pro"] },
      }),
      logged("purchase", {
        ...{ id: id(19), at: at(900), user_token: TOKEN, order_number: "1001", value: 29, currency: "EUR" },
      }),
    ]);
    const { status, body } = await get();
    expect(status).toBe(200);
    expect(body.conversation).toEqual({
      conversation_id: "c-17",
      started_at: seconds(0),
      last_activity_at: seconds(180),
      ended_at: seconds(210),
      duration_seconds: 180,
      ...{ channel: "WebChat", language: "en", country: "GB", topic: "Pricing", state: "goodbye" },
      ...{ rating: "5", status: "closed", handling_status: "RESOLVED", opened_by: "popup" },
      ...{ user: "u-1", user_token: TOKEN, is_completed: true },
      ...{ customer_messages: 1, bot_messages: 1, agent_messages: 1, system_messages: 0 },
    });
    const nothing = { user: null, agent: null, response: null, triggered_by: null };
    const message = {
      type: "message",
      ...nothing,
      ...{ free_text: false, intent: null, confidence: null, topic: null, text: null },
    };
    const handover = { id: "i-1", agent: "Ada", topic: "Discount", outcome: "solved" };
    expect(body.data).toEqual([
      {
        ...{ ...message, id: id(10), at: seconds(10), sender: "CUSTOMER", direction: "inbound" },
        ...{ free_text: true, intent: "ask_price", confidence: 0.93 },
        text: "What does it cost?\nPro, I mean.",
      },
      {
        ...{ ...message, id: id(11), at: seconds(12), sender: "BOT", direction: "outbound" },
        ...{ response: "price_list", triggered_by: "language" },
      },
      { type: "reaction", id: id(12), at: seconds(20), reaction: "dislike", response: "price_list" },
      { ...handover, type: "intervention.requested", at: seconds(30) },
      { ...handover, type: "intervention.accepted", at: seconds(60) },
      {
        ...{ ...message, id: id(13), at: seconds(70), sender: "AGENT", direction: "outbound" },
        ...{ agent: "Ada", text: "10% off." },
      },
      {
        ...{ type: "call", id: id(14), at: seconds(80), direction: "outbound", duration_seconds: 90 },
        ...{ channel: null, agent: null },
      },
      { type: "bot.event", id: id(15), at: seconds(170), name: "order_lookup" },
      {
        ...{ type: "link.clicked", id: id(16), at: seconds(180), url: "https://acme.com/pro" },
        ...{ product: "Pro", response: null },
      },
      { ...handover, type: "intervention.ended", at: seconds(200) },
      { type: "label.applied", id: id(17), at: seconds(260), label: "sales" },
      {
        ...{ type: "conversation.analyzed", id: id(18), at: seconds(300), mood: "happy" },
        ...{ sentiment: "positive", outcome: "success", human_intervention_needed: false },
        ...{ intents: ["ask_price"], products: ["Pro"], complaints: [], missing_information: [] },
      },
      {
        ...{ type: "purchase", id: id(19), at: seconds(900) },
        ...{ order_number: "1001", value: 29, currency: "EUR" },
      },
    ]);
  });

  test("gives a visitor's order to the last conversation before it, and to one that it names", async () => {
    const order = (order_number: string, second: number, more = {}) =>
      logged("purchase", {
        ...{ at: at(second), user_token: TOKEN, order_number, value: 10, currency: "EUR" },
        ...more,
      });
    await reportAll([
      ...[started("c-17", at(0), { user_token: TOKEN }), started("c-18", at(100), { user_token: TOKEN })],
      ...[order("1", 50), order("2", 150), order("3", 160, of), order("1", 170)],
    ]);
    const orders = async (conversation_id: string) =>
      (await get({ conversation_id })).body.data.map((one: { order_number: string }) => one.order_number);
    expect(await orders("c-17")).toEqual(["1", "3"]);
    expect(await orders("c-18")).toEqual(["2"]);
  });

  test("comes page by page, and is of the assistant's conversation alone", async () => {
    await reportAll([said("c-17", at(1)), said("c-17", at(2)), said("c-17", at(3)), said("c-18", at(4))]);
    const { data, meta } = (await get({ limit: "2", offset: "1" })).body;
    expect(meta).toEqual({ total: 3, limit: 2, offset: 1 });
    expect(data.map((one: { at: string }) => one.at)).toEqual([seconds(2), seconds(3)]);
  });

  test("answers 404 for a conversation that is not there, or is another assistant's", async () => {
    await reportAll([said("c-17", at(1))]);
    expectError(await get({ conversation_id: "c-1" }), 404, "CONVERSATION_NOT_FOUND", /conversation_id/);
    const other = await stack().newAssistant(account());
    expectError(await get({ assistant_id: other }), 404, "CONVERSATION_NOT_FOUND");
    const foreign = await stack().newAssistant(await stack().newAccount());
    expectError(await get({ assistant_id: foreign }), 404, "ASSISTANT_NOT_FOUND");
  });

  test("takes an id of any characters that one can have", async () => {
    const conversation_id = "Größe/7?x=1&y=%2F #é";
    await reportAll([said(conversation_id, at(1))]);
    expect((await get({ conversation_id })).body.conversation.conversation_id).toBe(conversation_id);
  });
});
