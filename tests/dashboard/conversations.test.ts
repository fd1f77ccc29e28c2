import type { Locator, Page } from "playwright-core";
import { afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { clock } from "../../src/clock.ts";
import { problemsOf } from "../support/axe.ts";
import { recordConversations, TALKER } from "../support/conversations.ts";
import { browsing, heading } from "../support/dashboard.ts";
import type { Account } from "../support/stack.ts";

const { stack, openAs } = browsing();

const APRIL = "start_date=2026-04-13&end_date=2026-04-19";

let account: Account;
let assistant: string;
beforeAll(async () => {
  account = await stack().newAccount();
  assistant = await stack().newAssistant(account, { name: "Acme Corp Website" });
  await recordConversations(stack(), account, assistant);
});

const now = clock.now;
// All tests together ask more than one account may in a minute.
beforeEach(() => stack().execute("delete from analytics.rate_limits"));
afterEach(() => {
  clock.now = now;
});

const path = (search = APRIL) => `/app/${assistant}/conversations?${search}`;
const openConversations = (search?: string, options = {}) =>
  openAs(account, path(search), { timezoneId: "Europe/Berlin", ...options });
const ask = async (report: string, more: Record<string, string> = {}) => {
  const range = { start_date: "2026-04-13", end_date: "2026-04-19", timezone: "Europe/Berlin" };
  const asked = { assistant_id: assistant, ...range, ...more };
  return (await stack().get(`/api/v1/analytics/${report}`, asked, account.token)).body;
};

const card = (page: Page, name: string) => page.getByRole("region", { name, exact: true });
const settled = async (page: Page) => {
  await card(page, "Purchases").getByRole("table").waitFor();
  await expect.poll(() => page.locator("[aria-busy=true], .loading").count()).toBe(0);
};

/** The cells of the body of a table, line by line. */
const linesOf = (table: Locator) =>
  table
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map(({ textContent }) => textContent?.trim())),
    );

/** The values of a chart, by moment. */
async function valuesOf(chart: Locator): Promise<(string | undefined)[][]> {
  await chart.getByText("Show as a table").click();
  await chart.getByRole("table").waitFor();
  return linesOf(chart.getByRole("table"));
}

describe("the page of conversations", () => {
  test("shows the figures that the API answers", async () => {
    const page = await openConversations();
    await settled(page);
    const { summary } = await ask("conversations");
    expect(summary).toMatchObject({ total_conversations: 2, total_messages: 4, total_handovers: 1 });
    expect(await card(page, "Totals").locator("strong").allTextContents()).toEqual([
      "2",
      "4",
      "2",
      "2",
      "50%",
      "1",
      "50%",
    ]);
    expect(await linesOf(card(page, "Channels").getByRole("table"))).toEqual([
      ["Email", "1", "50%", "1"],
      ["WebChat", "1", "50%", "1"],
    ]);
    expect(await linesOf(card(page, "How they went").getByRole("table"))).toEqual([
      ["Positive", "1", "50%"],
      ["Neutral", "0", "0%"],
      ["Negative", "1", "50%"],
      ["Not known", "0", "0%"],
    ]);
    expect(await card(page, "Hand-overs").locator("strong").allTextContents()).toEqual([
      ...["1", "1", "40s", "2m 20s"],
    ]);
    expect(await linesOf(card(page, "Hand-overs").getByRole("table"))).toEqual([["solved", "1", "100%"]]);
    expect(await linesOf(card(page, "Labels").getByRole("table"))).toEqual([["sales", "1", "100%"]]);
    expect(await linesOf(card(page, "Popups").getByRole("table"))).toEqual([["v2", "1", "1", "100%"]]);
    expect(await linesOf(card(page, "Purchases").getByRole("table"))).toEqual([
      ["Conversion rate", "100%", "0%"],
      ["Buyers", "1", "0"],
      ["Revenue", "€29.00", "€0.00"],
      ["Average order", "€29.00", "€0.00"],
    ]);
  });

  test("shows messages by sender and by channel over time, as the address says", async () => {
    const page = await openConversations();
    await settled(page);
    const chart = card(page, "Over time");
    await chart.getByRole("button", { name: "Messages by sender" }).click();
    const bySender = await valuesOf(chart);
    const { data } = await ask("conversations");
    expect(bySender.map(([, ...values]) => values.map(Number))).toEqual(
      data.map((row: Record<string, number>) => [
        ...[row["customer_messages"], row["bot_messages"], row["agent_messages"], row["system_messages"]],
      ]),
    );
    await page.goto(stack().url + path(`${APRIL}&volume=channel`));
    await settled(page);
    expect(await chart.locator(".legend li").allTextContents()).toEqual(["Email", "WebChat"]);
    expect((await valuesOf(chart)).slice(1, 3).map(([, ...values]) => values)).toEqual([
      ["0", "1"],
      ["0", "0"],
    ]);
  });

  test("has a table of the hours of the week, on the clocks of the zone that is chosen", async () => {
    const page = await openConversations();
    await settled(page);
    const map = card(page, "Hours of the week").getByRole("table");
    const { data } = await ask("conversation-hours");
    expect((await linesOf(map)).flatMap(([, ...cells]) => cells.map(Number))).toEqual(
      data.map(({ messages }: { messages: number }) => messages),
    );
    const busy = async () =>
      (await linesOf(map)).flatMap(([day, ...cells]) =>
        cells.flatMap((cell, hour) => (cell === "0" ? [] : [`${day} ${hour} ${cell}`])),
      );
    expect(await busy()).toEqual(["Tue 14 3", "Thu 0 1"]);
    await page.goto(stack().url + path(`${APRIL}&timezone=UTC`));
    await settled(page);
    expect(await busy()).toEqual(["Tue 12 3", "Wed 22 1"]);
    expect(await map.getByRole("columnheader").count()).toBe(24);
    expect(await map.getByRole("rowheader").count()).toBe(7);
  });

  test("says how conversations come where there are none, and tells what else there is", async () => {
    const page = await openConversations("start_date=2026-03-01&end_date=2026-03-07");
    await page.getByText("No conversations in this period").waitFor();
    await page.getByText("Nothing was bought in this period.").waitFor();
    await page.getByText("No popup was shown in this period.").waitFor();
  });

  test("tells where an answer does not come, and asks again", async () => {
    const page = await openConversations();
    await settled(page);
    await page.route("**/api/v1/analytics/conversations?**", (route) =>
      route.fulfill({ status: 500, json: { error: { code: "INTERNAL_ERROR", message: "Our fault." } } }),
    );
    await page.reload();
    await page.getByText("Could not load conversations").waitFor();
    await page.unroute("**/api/v1/analytics/conversations?**");
    await page.getByRole("button", { name: "Try again" }).click();
    await settled(page);
  });
});

describe("a conversation", () => {
  test("is where the links of insights lead, and shows what was said and what happened", async () => {
    clock.now = () => new Date("2026-04-17T12:00:00Z");
    const asked = { chatbot_id: assistant, timeframe: "week" };
    const insights = "/api/dashboard/analytics/stats/conversation-insights";
    const { body } = await stack().get(insights, asked, account.token);
    const [{ conversations }] = body.most_frequent_intents;
    const link = new URL(conversations[0]);
    clock.now = now;
    const page = await openAs(account, link.pathname, { timezoneId: "Europe/Berlin" });
    await heading(page, "Conversation c-web/1");
    await page.getByText("29 a month.").waitFor();
    expect(await page.locator(".said .words").allTextContents()).toEqual([
      ...["What does it cost?", "29 a month.", "10% off."],
    ]);
    expect(await page.locator(".between > span").allTextContents()).toEqual([
      "Liked · price_list",
      "An agent was asked for",
      "An agent took over · Ada Lindholm",
      "The hand-over ended · Ada Lindholm · solved",
      "Labelled sales",
      "Analysed: positive sentiment · happy mood · outcome successIntents: ask_priceProducts: Pro plan",
      "Bought for €29.00 · order 1001",
    ]);
    const facts = page.locator(".facts div");
    expect(await facts.filter({ hasText: "Started" }).textContent()).toBe("StartedApr 14, 2026, 2:00 PM");
    expect(await facts.filter({ hasText: "Status" }).textContent()).toBe("StatusClosed, resolved");
    expect(await facts.filter({ hasText: "Visitor" }).textContent()).toBe(`Visitorv_${TALKER}`);
  });

  test("that is not there is said not to be", async () => {
    const page = await openAs(account, `/app/${assistant}/conversations/nobody`);
    await page.getByText("There is no such conversation").waitFor();
  });
});

describe.each(["light", "dark"] as const)(
  "no rule of axe-core is broken in %s, at any width, by",
  (colorScheme) => {
    test("conversations, each of them, and there being none", async () => {
      const page = await openConversations(APRIL, { colorScheme, reducedMotion: "reduce" });
      const one = `/app/${assistant}/conversations/c-web%2F1`;
      for (const [place, ready] of [
        [path(), settled],
        [one, (shown: Page) => shown.getByText("29 a month.").waitFor()],
        [
          path("start_date=2026-03-01&end_date=2026-03-07"),
          (shown: Page) => shown.getByText("Nothing was bought").waitFor(),
        ],
      ] as const) {
        await page.goto(stack().url + place);
        await ready(page);
        for (const width of [360, 768, 1280]) {
          await page.setViewportSize({ width, height: 800 });
          expect(await problemsOf(page), `${place} ${width}`).toEqual([]);
        }
      }
    });
  },
);
