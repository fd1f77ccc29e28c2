import { describe, expect, test } from "vitest";
import { times } from "../support/seed.ts";
import { nested, ofBytes, x } from "../support/sizes.ts";
import { type Fields, NOW, tracking, view } from "../support/tracking.ts";

const { envelope, post, send } = tracking();

const shopped = { order_number: "1001", value: 1, currency: "EUR" };
const clicked = { type: "product_click", product_url: "https://shop.example/" };

describe("a beacon is taken at the limit of each size, and refused one above:", () => {
  test.each<[string, number, (size: number) => Fields]>([
    ["the title, in characters", 1_000, (size) => view({ title: x(size) })],
    ["the URL, in characters", 8_192, (size) => view({ url: `https://acme.com/?${x(size - 18)}` })],
    ["the path, in characters", 2_000, (size) => view({ url: `https://acme.com/${x(size - 1)}` })],
    ["the referrer, in characters", 8_192, (size) => view({ referrer: `https://a.example/${x(size - 18)}` })],
    ["the token of the page load, in characters", 42, (size) => view({ session_id: `s_${x(size - 2)}` })],
    [
      "the version of a popup, in characters",
      200,
      (size) => view({ type: "popup_open", popup_version: x(size) }),
    ],
    [
      "the number of an order, in characters",
      200,
      (size) => view({ ...shopped, type: "purchase", order_number: x(size) }),
    ],
    ["the name of a product, in characters", 2_000, (size) => view({ ...clicked, product: x(size) })],
    [
      "the link of a product, in characters",
      2_000,
      (size) => view({ ...clicked, product_url: `https://a.example/${x(size - 18)}` }),
    ],
    [
      "the id of a conversation, in characters",
      200,
      (size) => view({ type: "conversation_start", conversation_id: x(size) }),
    ],
  ])("%s: %i", async (_, limit, eventOf) => {
    expect((await send([eventOf(limit)])).body).toEqual({ accepted: 1, duplicates: 0 });
    const above = await send([eventOf(limit + 1)]);
    expect([above.status, above.body]).toMatchObject([400, { accepted: 0, refused: 1 }]);
  });

  test.each<[string, number, (size: number) => unknown]>([
    ["the events", 100, (size) => envelope({ events: times(size, () => view()) })],
    ["the language, in characters", 100, (size) => envelope({ events: [view()], language: x(size) })],
    ["the pixels of a screen", 32_767, (size) => envelope({ events: [view()], screen_width: size })],
    [
      "the levels of nesting",
      8,
      (size) => envelope({ events: [view({ type: "widget_open", more: nested(size - 3) })] }),
    ],
  ])("%s: %i", async (_, limit, bodyOf) => {
    expect((await post(bodyOf(limit))).status).toBe(202);
    const above = await post(bodyOf(limit + 1));
    expect([above.status, above.body.error.code]).toEqual([400, "INVALID_PARAMETER"]);
  });

  test("the id of the assistant, in characters: 100", async () => {
    const statusOf = async (size: number) => (await send([view()], { assistant_id: x(size) })).status;
    expect([await statusOf(100), await statusOf(101)]).toEqual([404, 400]);
  });

  test("the body, in bytes: 65,536", async () => {
    const statusOf = async (bytes: number) =>
      (await post(ofBytes(bytes, envelope({ events: [view()] })))).status;
    expect([await statusOf(65_536), await statusOf(65_537)]).toEqual([202, 413]);
  });

  test("the age, in days: 30", async () => {
    const statusOf = async (age: number) => (await send([view({ at: NOW - age })])).status;
    expect([await statusOf(30 * 86_400_000 - 1), await statusOf(30 * 86_400_000)]).toEqual([202, 400]);
  });
});

test("brackets within a text are no levels of nesting", async () => {
  expect((await send([view({ title: `\\"[[[[[[[[[[{{{{{{{{{{` })])).status).toBe(202);
});
