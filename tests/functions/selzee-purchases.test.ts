import { describe, expect, test } from "vitest";
import { serviceClient } from "../../src/database/client.ts";
import { started } from "../support/conversing.ts";
import { logged } from "../support/logging.ts";
import { times } from "../support/seed.ts";
import { describingSelzee, hoursAgo, visited, WEEK } from "../support/selzee.ts";

const { ask, reportAll, stack, account, assistantId } = describingSelzee("purchases");

/** Who visits, of the group of the last character where there is one. */
const token = (number: number, group = "_") => `token_${number}_${group}`;
const seen = (number: number, group?: string, hours = 4) =>
  visited("visitor.seen", number, { user_token: token(number, group), at: hoursAgo(hours) });
const chatted = (number: number, group?: string, hours = 3) =>
  started(`c${number} ${hours}`, hoursAgo(hours), { user_token: token(number, group) });

let orders = 0;
/** A purchase of 250 EUR two hours ago with an order number of its own, unless `more` says otherwise. */
const bought = (number: number | undefined, more: Record<string, unknown> = {}) =>
  logged("purchase", {
    ...(number !== undefined && { user_token: token(number) }),
    order_number: `order ${orders++}`,
    value: 250,
    currency: "EUR",
    at: hoursAgo(2),
    ...more,
  });

const NOTHING = {
  ...WEEK,
  total_users: 0,
  total_users_chatted: 0,
  total_users_purchased: 0,
  total_users_chatted_purchased: 0,
  total_revenue_purchased: 0,
  total_revenue_chatted_purchased: 0,
  conversion_rate_with_chat: 0,
  conversion_rate_without_chat: 0,
  aov_with_chat: 0,
  aov_without_chat: 0,
};

/** The owner says over the Data API whether the chatbot is tested. */
const testing = async () => {
  const { error } = await stack()
    .client(account().token)
    .from("assistants")
    .update({ ab_test_enabled: true })
    .eq("id", assistantId());
  expect(error).toBeNull();
};

describe("Selzee's purchases", () => {
  test("are the documented example, from the data that it describes", async () => {
    await reportAll([
      ...times(500, (number) => seen(number)),
      ...times(200, (number) => chatted(number)),
      // Eighty who chatted, and twenty who did not.
      ...times(100, (number) => bought(number + 120)),
    ]);
    expect(await ask()).toEqual({
      ...WEEK,
      total_users: 500,
      total_users_chatted: 200,
      total_users_purchased: 100,
      total_users_chatted_purchased: 80,
      total_revenue_purchased: 25_000,
      total_revenue_chatted_purchased: 20_000,
      conversion_rate_with_chat: 40,
      conversion_rate_without_chat: 4,
      aov_with_chat: 250,
      aov_without_chat: 250,
    });
  });

  test("are the documented example of two groups, whose revenue is a part of the whole", async () => {
    const of = (group: string, buyers: number, count: number, value: number) => [
      ...times(250, (number) => seen(number, group)),
      ...times(count, (number) => bought(0, { user_token: token(number % buyers, group), value })),
    ];
    await testing();
    await reportAll([...of("0", 20, 50, 250), ...of("1", 25, 60, 260)]);
    // The document shows 25,000 EUR in all beside groups of 12,500 and 15,600, and 100 buyers beside 45.
    expect(await ask()).toEqual({
      ...NOTHING,
      total_users: 500,
      total_users_purchased: 45,
      total_revenue_purchased: 28_100,
      conversion_rate_without_chat: 9,
      aov_without_chat: 255.45,
      ab_test: {
        control: { visitors: 250, orders: 50, conversion_rate: 8, aov: 250, arpu: 50 },
        test: { visitors: 250, orders: 60, conversion_rate: 10, aov: 260, arpu: 62.4 },
      },
    });
  });

  test("of nobody are zero, with groups or without", async () => {
    const none = { visitors: 0, orders: 0, conversion_rate: 0, aov: 0, arpu: 0 };
    expect(await ask()).toEqual(NOTHING);
    await testing();
    expect(await ask()).toEqual({ ...NOTHING, ab_test: { control: none, test: none } });
  });

  test("of a token that ends in neither 0 nor 1, and of none, are in no group", async () => {
    await testing();
    await reportAll([
      seen(1),
      seen(2, "1"),
      seen(3, "10"),
      bought(1),
      bought(2, { user_token: token(2, "1"), value: 0.1 }),
      bought(undefined, { user: "person 1" }),
    ]);
    expect(await ask()).toMatchObject({
      total_users: 3,
      total_users_purchased: 3,
      total_revenue_purchased: 500.1,
      ab_test: {
        control: { visitors: 1, orders: 0, conversion_rate: 0, aov: 0, arpu: 0 },
        test: { visitors: 1, orders: 1, conversion_rate: 100, aov: 0.1, arpu: 0.1 },
      },
    });
  });
});

describe("A purchase", () => {
  test("counts once an order number, by its first event of all time", async () => {
    const old = hoursAgo(7 * 24 + 1);
    await reportAll([
      bought(1, { order_number: "twice", value: 20, at: hoursAgo(3) }),
      bought(2, { order_number: "twice", value: 10, at: hoursAgo(4) }),
      bought(3, { order_number: "before", at: hoursAgo(1) }),
      bought(3, { order_number: "before", at: old }),
      bought(4, { order_number: "long ago", at: old }),
    ]);
    expect(await ask()).toMatchObject({ total_users_purchased: 1, total_revenue_purchased: 10 });
    expect(await ask({ timeframe: "8" })).toMatchObject({
      total_users_purchased: 3,
      total_revenue_purchased: 510,
    });
  });

  test("is after a chat where a conversation started in the timeframe and before it, not with it", async () => {
    await reportAll([
      ...times(6, (number) => seen(number)),
      // Before and again after the chat: the one after it counts as chatted, and so does the buyer.
      chatted(1),
      bought(1, { value: 5, at: hoursAgo(3.5) }),
      bought(1, { value: 7 }),
      // At the same time, and only before.
      chatted(2),
      bought(2, { value: 11, at: hoursAgo(3) }),
      chatted(3),
      bought(3, { value: 13, at: hoursAgo(3.5) }),
      // A chat before the timeframe.
      chatted(4, "_", 7 * 24 + 1),
      bought(4, { value: 17 }),
      // Chats before the timeframe and in it.
      chatted(5, "_", 7 * 24 + 1),
      chatted(5),
      bought(5, { value: 19 }),
    ]);
    expect(await ask()).toEqual({
      ...WEEK,
      total_users: 6,
      total_users_chatted: 4,
      total_users_purchased: 5,
      total_users_chatted_purchased: 2,
      total_revenue_purchased: 72,
      total_revenue_chatted_purchased: 26,
      conversion_rate_with_chat: 50,
      conversion_rate_without_chat: 50,
      aov_with_chat: 13,
      aov_without_chat: 11.5,
    });
    expect(await ask({ timeframe: "8" })).toMatchObject({
      total_users_chatted: 5,
      total_users_chatted_purchased: 3,
      total_revenue_chatted_purchased: 43,
    });
  });

  test("is its token's, else that of its conversation, else its person's, its conversation's or its own", async () => {
    await reportAll([
      started("of a token", hoursAgo(3), { user_token: token(1) }),
      started("of a person", hoursAgo(3), { user: "person 1" }),
      started("of nobody", hoursAgo(3)),
      bought(1, { value: 1 }),
      bought(undefined, { value: 2, conversation_id: "of a token", user: "person 2" }),
      bought(undefined, { value: 4, conversation_id: "of a person" }),
      bought(undefined, { value: 8, user: "person 1", at: hoursAgo(1) }),
      bought(undefined, { value: 16, conversation_id: "of nobody" }),
      bought(undefined, { value: 32, conversation_id: "of nobody" }),
      bought(undefined, { value: 64 }),
      bought(undefined, { value: 128 }),
    ]);
    // The token, the person, the conversation and two orders; who bought in a conversation has chatted, also when buying again.
    expect(await ask()).toMatchObject({
      total_users_purchased: 5,
      total_users_chatted_purchased: 3,
      total_revenue_purchased: 255,
      total_revenue_chatted_purchased: 63,
    });
  });

  test("counts for its buyer, though none of its tokens was seen as a visitor", async () => {
    await reportAll([seen(1), chatted(1), chatted(2), bought(1), bought(2), bought(3)]);
    // Visitors are 1, of whom 1 chatted; 3 bought, 2 of them after a chat.
    expect(await ask()).toMatchObject({
      total_users: 1,
      total_users_chatted: 1,
      total_users_purchased: 3,
      total_users_chatted_purchased: 2,
      conversion_rate_with_chat: 200,
      conversion_rate_without_chat: 100,
    });
  });

  test("has another buyer as soon as its conversation is heard to be somebody else's", async () => {
    const updated = (user_token: string, hours: number) =>
      logged("conversation.updated", { conversation_id: "c1", user_token, at: hoursAgo(hours) });
    const buyers = async () => (await ask()).total_users_purchased;
    await reportAll([
      started("c1", hoursAgo(4), { user_token: token(1) }),
      bought(undefined, { conversation_id: "c1", at: hoursAgo(3) }),
      // Of the later purchase nothing changes but the one before.
      started("c2", hoursAgo(2.5), { user_token: token(1) }),
      bought(1, { at: hoursAgo(2) }),
      bought(2, { at: hoursAgo(1) }),
    ]);
    expect(await buyers()).toBe(2);
    await reportAll([updated(token(3), 3)]);
    expect(await buyers()).toBe(3);
    await reportAll([updated(token(2), 2)]);
    expect(await buyers()).toBe(2);
  });

  test("follows a conversation of whose token and start is heard only later", async () => {
    await reportAll([started("c1", hoursAgo(1), { user_token: token(1) }), bought(1, { at: hoursAgo(2) })]);
    const chattedBefore = async () => (await ask()).total_users_chatted_purchased;
    expect(await chattedBefore()).toBe(0);
    await reportAll([started("c1", hoursAgo(3))]);
    expect(await chattedBefore()).toBe(1);
    const updated = (user_token: string, hours: number) =>
      logged("conversation.updated", { conversation_id: "c1", user_token, at: hoursAgo(hours) });
    await reportAll([updated(token(2), 0.5)]);
    expect(await chattedBefore()).toBe(0);
    await reportAll([updated(token(1), 0.25)]);
    expect(await chattedBefore()).toBe(1);
  });
});

describe("Revenue", () => {
  /** The operator says over the Data API what a euro costs. */
  const rate = async (currency: string, valid_from: string, units_per_euro: number) => {
    const row = { currency, valid_from, units_per_euro };
    expect((await serviceClient().from("exchange_rates").upsert(row).select()).error).toBeNull();
  };

  test("is in euros, at the rate of the day in UTC, to the cent", async () => {
    await rate("USD", "2026-02-20", 1.25);
    await rate("USD", "2026-02-22", 1.5);
    await rate("GBP", "2026-02-24", 0.8);
    await reportAll([
      bought(1, { value: 100, currency: "USD", at: "2026-02-21T23:59:59.999Z" }),
      bought(2, { value: 100, currency: "USD", at: "2026-02-22T00:00:00Z" }),
      bought(3, { value: 10, currency: "USD", at: "2026-02-22T01:00:00+02:00" }),
      bought(4, { value: 655.957, currency: "XOF" }),
      bought(5, { value: 19.5583, currency: "BGN" }),
    ]);
    // 80 + 66.666… + 8 + 1 + 10
    expect(await ask()).toMatchObject({
      total_users_purchased: 5,
      total_revenue_purchased: 165.67,
      aov_without_chat: 33.13,
    });
  });

  test.each([
    ["USD", "0", "rate_is_positive"],
    ["USD", "-1", "rate_is_positive"],
    ["USD", "NaN", "rate_is_positive"],
    ["USD", "Infinity", "rate_is_positive"],
    ["EUR", "1", "currency_is_another"],
    ["usd", "1", "currency_is_another"],
  ])("takes no rate of %s that is %s", async (currency, units, constraint) => {
    const insert = "insert into public.exchange_rates values ($1, '2026-01-01', $2::text::numeric)";
    await expect(stack().execute(insert, [currency, units])).rejects.toThrow(`exchange_rates_${constraint}`);
  });

  test("has nothing of a currency without a rate on the day, whose purchase is an order all the same", async () => {
    await rate("CHF", "2026-02-24", 0.95);
    await testing();
    await reportAll([
      seen(1, "1"),
      bought(1, { user_token: token(1, "1"), value: 95, currency: "CHF", at: "2026-02-23T23:00:00Z" }),
      bought(1, { user_token: token(1, "1"), value: 95, currency: "CHF" }),
      bought(1, { user_token: token(1, "1"), value: 1_000, currency: "JPY" }),
    ]);
    expect(await ask()).toMatchObject({
      total_users_purchased: 1,
      total_revenue_purchased: 100,
      aov_without_chat: 33.33,
      ab_test: { test: { visitors: 1, orders: 3, conversion_rate: 100, aov: 33.33, arpu: 100 } },
    });
  });
});
