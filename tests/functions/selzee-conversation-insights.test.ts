import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { said, started } from "../support/conversing.ts";
import { logged } from "../support/logging.ts";
import { times } from "../support/seed.ts";
import { askingSelzee, hoursAgo } from "../support/selzee.ts";

const { get, ask, refuses, reportAll, stack, account, assistantId } = askingSelzee("conversation-insights", {
  timeframe: "week",
});

beforeEach(() => {
  process.env["DASHBOARD_URL"] = "https://app.selzee.com";
});
afterEach(() => {
  delete process.env["DASHBOARD_URL"];
});

const link = (id: string) => `https://app.selzee.com/app/${assistantId()}/conversations/${id}`;
const token = (number: number) => `token_${number}_`;

/** A conversation that started two days ago. */
const talked = (number: number, more: Record<string, unknown> = {}) =>
  started(`c${number}`, hoursAgo(48), { user_token: token(number), ...more });
const analyzed = (number: number, more: Record<string, unknown> = {}, hours = 24) =>
  logged("conversation.analyzed", { conversation_id: `c${number}`, at: hoursAgo(hours), ...more });
const clicked = (number: number, product?: string, hours = 47.95) =>
  logged("link.clicked", {
    conversation_id: `c${number}`,
    url: "https://acme.com/",
    at: hoursAgo(hours),
    ...(product !== undefined && { product }),
  });
const reacted = (number: number, reaction: string) =>
  logged("reaction", { conversation_id: `c${number}`, reaction, at: hoursAgo(47.95) });
const bought = (more: Record<string, unknown>) =>
  logged("purchase", { order_number: `${JSON.stringify(more)}`, value: 1, currency: "EUR", ...more });

const NOTHING = {
  most_clicked_products: [],
  most_talked_about_products: [],
  most_frequent_intents: [],
  most_common_complaints: [],
  mood_percentages: { happy: 0, angry: 0, neutral: 0 },
  outcome_percentages: { success: 0, fail: 0, neutral: 0 },
  human_intervention_needed_percentage: 0,
  missing_information_overview: [],
  total_conversations_analyzed: 0,
  total_click_throughs: 0,
  chat_conversion: { ratio: 0, total_conversions: 0, total_conversations: 0 },
  reactions: { likes: 0, dislikes: 0 },
  average_conversation_duration_minutes: null,
};

describe("Selzee's conversation insights", () => {
  test("are the documented example, from the data that it describes", async () => {
    const SHOE = "Nike Air Max 90";
    const mood = (number: number) => (number < 64 ? "happy" : number < 74 ? "angry" : "neutral");
    const outcome = (number: number) => (number < 75 ? "success" : number < 85 ? "fail" : "neutral");
    await reportAll([
      ...times(100, (number) => talked(number)),
      ...times(100, (number) => said(`c${number}`, hoursAgo(48 - 3.5 / 60))),
      ...times(100, (number) =>
        analyzed(number, {
          mood: number < 98 ? mood(number) : null,
          outcome: outcome(number),
          human_intervention_needed: number < 12,
          products: number < 30 ? [SHOE] : [],
          intents: number < 25 ? ["Product availability question"] : [],
          complaints: number < 8 ? ["Shipping delays"] : [],
          missing_information: number < 8 ? ["Product availability in size L"] : [],
        }),
      ),
      ...times(145, (number) =>
        number < 45
          ? clicked(0, "https://example.com/product/123")
          : clicked(number % 50, `https://example.com/product/${number % 3}`),
      ),
      ...times(35, (number) => bought({ user_token: token(number), at: hoursAgo(47) })),
      ...times(200, (number) => reacted(number % 100, "like")),
      ...times(15, (number) => reacted(number, "dislike")),
    ]);
    const body = await ask();
    const inAll = (count: number) => expect.toSatisfy((links: string[]) => new Set(links).size === count);
    expect(body).toEqual({
      most_clicked_products: [
        { item: "https://example.com/product/123", count: 45, conversations: [link("c0")] },
        { item: "https://example.com/product/0", count: 34, conversations: inAll(34) },
        { item: "https://example.com/product/1", count: 33, conversations: inAll(33) },
        { item: "https://example.com/product/2", count: 33, conversations: inAll(33) },
      ],
      most_talked_about_products: [{ item: SHOE, count: 30, conversations: inAll(30) }],
      most_frequent_intents: [{ item: "Product availability question", count: 25, conversations: inAll(25) }],
      most_common_complaints: [{ item: "Shipping delays", count: 8, conversations: inAll(8) }],
      // The document's 65.5, 10.2 and 24.3 are shares of no fewer than 177 conversations, more than are analysed.
      mood_percentages: { happy: 65.3, angry: 10.2, neutral: 24.5 },
      outcome_percentages: { success: 75, fail: 10, neutral: 15 },
      // The document's 12.5 is no share of 100 conversations.
      human_intervention_needed_percentage: 12,
      missing_information_overview: [
        { item: "Product availability in size L", count: 8, conversations: inAll(8) },
      ],
      total_conversations_analyzed: 100,
      total_click_throughs: 145,
      chat_conversion: { ratio: 35, total_conversions: 35, total_conversations: 100 },
      reactions: { likes: 200, dislikes: 15 },
      average_conversation_duration_minutes: 3.5,
    });
  });

  test("of no analysis are zero, empty and without an average", async () => {
    await reportAll([talked(1), clicked(1, "a shoe"), reacted(1, "like")]);
    expect(await ask()).toEqual(NOTHING);
  });

  test("are of the hundred conversations that were analysed last", async () => {
    await reportAll([
      ...times(105, (number) => talked(number)),
      ...times(105, (number) => analyzed(number, { intents: [`intent ${number}`] }, 24 + number / 10)),
      ...times(105, (number) => clicked(number, "a shoe")),
    ]);
    const body = await ask();
    const newest = times(100, (number) => link(`c${number}`));
    expect([body.total_conversations_analyzed, body.total_click_throughs]).toEqual([100, 100]);
    expect(body.most_clicked_products).toEqual([{ item: "a shoe", count: 100, conversations: newest }]);
    expect(body.most_frequent_intents.flatMap((one: typeof body) => one.conversations).sort()).toEqual(
      newest.sort(),
    );
  });

  test("are those of each conversation's latest analysis, if that was in the timeframe", async () => {
    const latest = { mood: "happy", outcome: "success", intents: ["new"] };
    await reportAll([
      ...times(4, (number) => talked(number)),
      analyzed(0, { ...latest, human_intervention_needed: true }, 1),
      analyzed(0, { mood: "angry", outcome: "fail", intents: ["old"], complaints: ["slow"] }, 2),
      analyzed(1, {}, 3),
      analyzed(2, { intents: ["too old"] }, 7 * 24 + 1),
      analyzed(3, { intents: ["in"] }, 1),
      // By a clock that is ahead: not within the time up to now, nor is what was known before.
      analyzed(3, { intents: ["ahead"] }, -1),
    ]);
    expect(await ask()).toMatchObject({
      most_frequent_intents: [{ item: "new", count: 1, conversations: [link("c0")] }],
      most_common_complaints: [],
      // Of those that say which, and of all.
      mood_percentages: { happy: 100, angry: 0, neutral: 0 },
      outcome_percentages: { success: 100, fail: 0, neutral: 0 },
      human_intervention_needed_percentage: 50,
      total_conversations_analyzed: 2,
    });
    expect(await ask({ timeframe: "2 hours" })).toMatchObject({ total_conversations_analyzed: 1 });
    expect(await ask({ timeframe: "8" })).toMatchObject({ total_conversations_analyzed: 3 });
    expect(await ask({ timeframe: "February" })).toMatchObject({ total_conversations_analyzed: 3 });
  });

  test("rank by count and then by item, each with its conversations once, the newest first", async () => {
    await reportAll([
      ...times(3, (number) => talked(number)),
      analyzed(0, { products: ["b", "a", "a"], missing_information: ["é"] }, 3),
      analyzed(1, { products: ["a", "c", "B"], missing_information: ["z"] }, 1),
      analyzed(2, { products: ["c", "b"], missing_information: [] }, 2),
      ...["b", "a", "b", "b"].map((product) => clicked(0, product)),
      ...["a", "a"].map((product) => clicked(1, product)),
      clicked(2),
      // Of no conversation.
      logged("link.clicked", { url: "https://acme.com/", product: "a", at: hoursAgo(1) }),
    ]);
    const ranked = (item: string, count: number, ...numbers: number[]) => ({
      item,
      count,
      conversations: numbers.map((number) => link(`c${number}`)),
    });
    expect(await ask()).toMatchObject({
      most_talked_about_products: [
        ranked("a", 2, 1, 0),
        ranked("b", 2, 2, 0),
        ranked("c", 2, 1, 2),
        ranked("B", 1, 1),
      ],
      missing_information_overview: [ranked("z", 1, 1), ranked("é", 1, 0)],
      most_clicked_products: [ranked("a", 3, 1, 0), ranked("b", 3, 0)],
      // A link that leads to no product is none.
      total_click_throughs: 6,
    });
  });

  test("know a conversation as converted by a purchase after its start, of its token or of itself", async () => {
    await reportAll([
      ...times(6, (number) => talked(number)),
      started("c6", hoursAgo(48)),
      ...times(7, (number) => analyzed(number)),
      bought({ user_token: token(0), at: hoursAgo(47) }),
      bought({ user_token: token(0), at: hoursAgo(46) }),
      bought({ user_token: token(1), at: hoursAgo(48) }),
      bought({ user_token: token(2), at: hoursAgo(49), order_number: "twice" }),
      bought({ user_token: token(2), at: hoursAgo(47), order_number: "twice" }),
      bought({ user_token: token(3), at: hoursAgo(-1) }),
      bought({ user_token: token(99), at: hoursAgo(47) }),
      bought({ user: "somebody", conversation_id: "c6", at: hoursAgo(47) }),
    ]);
    expect((await ask()).chat_conversion).toEqual({
      ratio: 28.6,
      total_conversions: 2,
      total_conversations: 7,
    });
  });

  test("average the minutes of conversations, an hour at most, of those in which something happened", async () => {
    await reportAll([
      talked(0),
      said("c0", hoursAgo(10)),
      talked(1),
      said("c1", hoursAgo(48 - 0.05)),
      logged("conversation.updated", { conversation_id: "c2", at: hoursAgo(48), topic: "orders" }),
      ...times(3, (number) => analyzed(number)),
    ]);
    // 60 and 3
    expect((await ask()).average_conversation_duration_minutes).toBe(31.5);
  });
});

describe("A link to a conversation", () => {
  const linked = async () => (await ask()).most_frequent_intents[0].conversations;
  const report = (conversation_id: string) =>
    reportAll([
      started(conversation_id, hoursAgo(48)),
      logged("conversation.analyzed", { conversation_id, at: hoursAgo(1), intents: ["x"] }),
    ]);

  test("is percent-encoded", async () => {
    await report("a/b?c=d&e #%é 😀..");
    expect(await linked()).toEqual([link("a%2Fb%3Fc%3Dd%26e%20%23%25%C3%A9%20%F0%9F%98%80..")]);
  });

  test("leads to DASHBOARD_URL, with a slash at its end or without", async () => {
    await report("c1");
    process.env["DASHBOARD_URL"] = "https://example.com/dashboard//";
    expect(await linked()).toEqual([`https://example.com/dashboard/app/${assistantId()}/conversations/c1`]);
  });

  test.each([undefined, ""])("leads to the site that was asked where DASHBOARD_URL is %j", async (value) => {
    await report("c1");
    delete process.env["DASHBOARD_URL"];
    if (value !== undefined) {
      process.env["DASHBOARD_URL"] = value;
    }
    expect(await linked()).toEqual([`${stack().url}/app/${assistantId()}/conversations/c1`]);
  });
});

describe("The timeframe of conversation insights", () => {
  refuses([
    ["a year", { timeframe: "1 year" }, /^timeframe: expected day, week or month, .* at most 365 days/],
    ["one of 0", { timeframe: "0" }, /^timeframe: expected day/],
    ["one of 366 days", { timeframe: "366 days" }, /^timeframe: expected day/],
    ["a negative one", { timeframe: "-3" }, /^timeframe: expected day/],
    ["a month that has not begun", { timeframe: "march" }, /^timeframe: .* month that has begun this year/],
    ["an empty one", { timeframe: "" }, /^timeframe: expected a value$/],
    ["one of 51 characters", { timeframe: "1".repeat(51) }, /^timeframe: expected at most 50 characters$/],
    ["a chatbot of 256 characters", { chatbot_id: "c".repeat(256) }, /^chatbot_id: expected at most 255/],
  ]);

  test("is required", async () => {
    const key = await stack().newKey(account());
    const path = "/api/dashboard/analytics/stats/conversation-insights";
    const answer = await stack().get(path, { chatbot_id: assistantId() }, key);
    expect([answer.status, answer.body]).toEqual([
      422,
      { error: "MISSING_PARAMETER", details: "timeframe is required" },
    ]);
  });

  test.each(["day", "Week", "MONTH", "20 minutes", "1 Hour", "12 months", "january", "14"])(
    "may be %s",
    async (timeframe) => {
      expect((await get({ timeframe })).status).toBe(200);
    },
  );
});
