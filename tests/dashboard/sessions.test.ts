import type { Page } from "playwright-core";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { problemsOf } from "../support/axe.ts";
import { recordConversations, TALKER } from "../support/conversations.ts";
import { browsing, heading } from "../support/dashboard.ts";
import { batch, pageView, times, visitor } from "../support/seed.ts";
import type { Account } from "../support/stack.ts";

const { stack, openAs } = browsing();

const APRIL = "start_date=2026-04-01&end_date=2026-04-30";
const STARTED_AT = "2026-04-14T11:57:55Z";
const NAMED = new URLSearchParams({ session: `v_${TALKER}.${STARTED_AT}` }).toString();

let account: Account;
let assistant: string;
beforeAll(async () => {
  account = await stack().newAccount();
  assistant = await stack().newAssistant(account, { name: "Acme Corp Website" });
  await recordConversations(stack(), account, assistant);
  for (const number of times(52, (index) => index)) {
    const day = String(1 + (number % 13)).padStart(2, "0");
    const view = pageView(`2026-04-${day}T08:00:00Z`, "/blog", { source: "google", medium: "organic" });
    const country = number < 3 ? "DE" : "US";
    const later = number === 12 ? [pageView(`2026-04-${day}T08:22:22Z`, "/contact")] : [];
    await stack().record(batch(assistant, visitor(100 + number), [view, ...later], { country }));
  }
});

// All tests together ask more than one account may in a minute.
beforeEach(() => stack().execute("delete from analytics.rate_limits"));

const path = (search = APRIL) => `/app/${assistant}/sessions?${search}`;
const openSessions = (search?: string, options = {}) =>
  openAs(account, path(search), { timezoneId: "Europe/Berlin", ...options });
const ask = async (report: string, more: Record<string, string>) =>
  (await stack().get(`/api/v1/analytics/${report}`, { assistant_id: assistant, ...more }, account.token))
    .body;

const visits = (page: Page) => page.locator(".visit h3 button");
const entries = (page: Page) => page.locator(".timeline li");

describe("the sessions", () => {
  test("are those that the API lists, newest first, page by page", async () => {
    const page = await openSessions();
    await expect.poll(() => visits(page).count()).toBe(50);
    const { data, meta } = await ask("sessions", { start_date: "2026-04-01", end_date: "2026-04-30" });
    expect(meta.total).toBe(53);
    expect(
      await page
        .locator(".visit time")
        .evaluateAll((all) => all.map((each) => each.getAttribute("datetime"))),
    ).toEqual(data.map(({ started_at }: { started_at: string }) => started_at));
    await page.getByText("1–50 of 53").waitFor();
    await page.getByRole("link", { name: "Older" }).click();
    await page.getByText("51–53 of 53").waitFor();
    await expect.poll(() => visits(page).count()).toBe(3);
    await page.goBack();
    await page.getByText("1–50 of 53").waitFor();
  });

  test("are filtered by what the address says, and begin anew where the filter is removed", async () => {
    const page = await openSessions(`${APRIL}&country=DE`);
    await page.getByText("1–3 of 3").waitFor();
    expect(await visits(page).first().textContent()).toMatch(/Germany/);
    await page.getByRole("button", { name: "Remove the filter Country: Germany" }).click();
    await page.getByText("1–50 of 53").waitFor();
    await page.getByRole("link", { name: "Older" }).click();
    await page.getByText("51–53 of 53").waitFor();
    await page.getByRole("button", { name: "Filter" }).click();
    await page.getByLabel("Only sessions by").selectOption("Country");
    await page.getByLabel("That is").fill("DE");
    await page.getByRole("button", { name: "Add filter" }).click();
    await page.getByText("1–3 of 3").waitFor();
  });

  test("tell times on the clocks of the time zone that is chosen", async () => {
    const page = await openSessions(`${APRIL}&widget_engaged=true&timezone=Asia/Tokyo`);
    await page.getByText("Apr 14, 2026, 8:57 PM").waitFor();
    await page.goto(stack().url + path(`${APRIL}&widget_engaged=true`));
    await page.getByText("Apr 14, 2026, 1:57 PM").waitFor();
  });
});

describe("a session", () => {
  test("opens by keyboard into what happened, which the address keeps and the back button closes", async () => {
    const page = await openSessions(`${APRIL}&widget_engaged=true`);
    await visits(page).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => entries(page).count()).toBe(8);
    const { data } = await ask("session-timeline", { visitor_id: `v_${TALKER}`, started_at: STARTED_AT });
    expect(
      await entries(page)
        .locator("time")
        .evaluateAll((all) => all.map((each) => each.getAttribute("datetime"))),
    ).toEqual(data.map(({ at }: { at: string }) => at));
    expect(await entries(page).locator(".what").allTextContents()).toEqual([
      "/pricing Prices · seen for 5m 0s",
      "Was shown a popup · version v2",
      "Opened the popup · version v2",
      "Opened the widget",
      "Started a conversation",
      "Conversation c-web/1 · WebChat",
      "Closed the widget · open for 6m 40s",
      "Bought for €29.00 · order 1001",
    ]);
    expect(new URL(page.url()).searchParams.get("session")).toBe(`v_${TALKER}.${STARTED_AT}`);
    expect(await visits(page).getAttribute("aria-expanded")).toBe("true");
    await page.reload();
    await expect.poll(() => entries(page).count()).toBe(8);
    await page.goBack();
    await expect.poll(() => entries(page).count()).toBe(0);
    await visits(page).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => entries(page).count()).toBe(8);
    await page.keyboard.press("Enter");
    await expect.poll(() => entries(page).count()).toBe(0);
  });

  test("leads to its conversation", async () => {
    const page = await openSessions(`${APRIL}&${NAMED}`);
    await page.getByRole("link", { name: "Conversation c-web/1" }).click();
    await heading(page, "Conversation c-web/1");
    await page.getByText("What does it cost?").waitFor();
  });

  test("that the address names is shown also where the list does not hold it", async () => {
    const page = await openSessions(`start_date=2026-04-01&end_date=2026-04-02&${NAMED}`);
    await page.getByRole("heading", { name: "The session that was opened" }).waitFor();
    await expect.poll(() => entries(page).count()).toBe(8);
    await page.goto(stack().url + path(`${APRIL}&session=v_${visitor(99)}.${STARTED_AT}`));
    await page.getByText("No session of this visitor_id started at this started_at").waitFor();
  });
});

describe("where there is nothing", () => {
  test("an assistant without visits leads to its snippet", async () => {
    const empty = await stack().newAssistant(account, { name: "Empty" });
    const page = await openAs(account, `/app/${empty}/sessions`);
    await page.getByText("No visits yet").waitFor();
    expect(await page.getByRole("link", { name: "Install the snippet" }).getAttribute("href")).toBe(
      `/app/${empty}/install`,
    );
  });

  test("filters that no visit goes with can be taken away", async () => {
    const page = await openSessions(`${APRIL}&country=FR`);
    await page.getByText("No visits like these").waitFor();
    await page.getByRole("link", { name: "Remove all filters" }).click();
    await page.getByText("1–50 of 53").waitFor();
  });
});

test.each(["light", "dark"] as const)(
  "no rule of axe-core is broken in %s, at any width",
  async (colorScheme) => {
    const page = await openSessions(`${APRIL}&${NAMED}`, { colorScheme, reducedMotion: "reduce" });
    for (const width of [360, 768, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      await expect.poll(() => entries(page).count()).toBe(8);
      expect(await problemsOf(page), String(width)).toEqual([]);
    }
  },
);
