import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildWidget } from "../../src/widget/bundle.ts";
import { dressUp, launchBrowser } from "../support/browser.ts";
import { type Stack, startStack } from "../support/stack.ts";
import { startSite } from "./site.ts";

let stack: Stack;
let browser: Browser;
let site: Awaited<ReturnType<typeof startSite>>;
let chatbot_id = "";
let key = "";

beforeAll(async () => {
  const widget = await buildWidget();
  stack = await startStack({ files: { "/widget.js": { content: widget, type: "text/javascript" } } });
  site = await startSite({ widgetHost: stack.url, assistantId: () => chatbot_id });
  const account = await stack.newAccount();
  chatbot_id = await stack.newAssistant(account, { website_url: site.url });
  key = await stack.newKey(account);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  await stack.stop();
});

/** Does something and waits until the beacon it causes has been acknowledged. */
async function acknowledged(page: Page, action: () => Promise<unknown>): Promise<void> {
  const answer = page.waitForResponse(
    (response) => response.url().endsWith("/track") && response.request().method() === "POST",
  );
  await action();
  expect((await answer).status()).toBe(202);
}

/** A new visitor of a page, who does some things on it. */
async function visit(...interactions: [type: string, fields?: object][]): Promise<void> {
  const page = await (await browser.newContext()).newPage();
  await dressUp(page);
  await acknowledged(page, () => page.goto(`${site.url}/pricing`));
  for (const [type, fields] of interactions) {
    await acknowledged(page, () =>
      page.evaluate(([name, said]) => window.phona?.track(name, said), [type, fields] as const),
    );
  }
}

const ask = async (name: string) =>
  (await stack.get(`/api/dashboard/analytics/stats/${name}`, { chatbot_id }, key)).body;

test("what customers do on a page is in the numbers of funnel, popups and purchases", async () => {
  await visit(
    ["popup_display", { popup_version: "v1" }],
    ["popup_open", { popup_version: "v1" }],
    ["widget_open"],
    ["conversation_start", { conversation_id: "c-1", opened_by: "popup" }],
    ["product_click", { product_url: "https://shop.example/shoe", conversation_id: "c-1" }],
    ["purchase", { order_number: "1001", value: 49.9, currency: "EUR", conversation_id: "c-1" }],
  );
  await visit(
    ["popup_display", { popup_version: "v2" }],
    ["widget_open"],
    ["conversation_start", { conversation_id: "c-2", opened_by: "chat_button" }],
  );
  await visit(["popup_display", { popup_version: "v1" }]);
  await visit();

  expect(await ask("engagement")).toMatchObject({
    total_users: 4,
    total_users_approached: 3,
    total_users_opened: 2,
    total_users_chatted: 2,
    approached_ratio: 75,
    opened_ratio: 50,
    chatted_ratio: 50,
  });
  expect(await ask("popup-metrics")).toMatchObject({
    metrics: [
      { popup_version: "v1", popup_displayed_count: 2, popup_opened_count: 1, open_rate: 50 },
      { popup_version: "v2", popup_displayed_count: 1, popup_opened_count: 0, open_rate: 0 },
    ],
    conversations: { total: 2, from_popup: 1, from_chat_button: 1, popup_ratio: 50 },
  });
  expect(await ask("purchases")).toMatchObject({
    total_users: 4,
    total_users_chatted: 2,
    total_users_purchased: 1,
    total_users_chatted_purchased: 1,
    total_revenue_purchased: 49.9,
    conversion_rate_with_chat: 50,
  });
});
