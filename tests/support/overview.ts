import type { Locator, Page } from "playwright-core";
import { beforeAll, beforeEach, expect } from "vitest";
import { browsing, heading } from "./dashboard.ts";
import { batch, pageView, times, visitor } from "./seed.ts";
import type { Account } from "./stack.ts";
import { recordVisits } from "./visits.ts";

const ZONE = "Europe/Berlin";
const DAY = 86_400_000;

/** The day that it was so many days ago, on the clocks of the viewer. */
export const dayAgo = (days: number) =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE }).format(Date.now() - days * DAY);

/** Waits until something is so, as long as the page needs beside all else that is tested. */
export const eventually = <Value>(get: () => Promise<Value>) => expect.poll(get, { timeout: 10_000 });

/** Waits until an overview with visits is there, and nothing is on its way. */
export const settled = async (page: Page) => {
  await heading(page, "Overview");
  await page.getByRole("region", { name: "Widget" }).getByRole("table").waitFor();
  await eventually(() => page.locator("[aria-busy=true], .loading").count()).toBe(0);
};

/** A report of the overview, by its title. */
export const card = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

/** The totals by their titles, without the changes. */
export const totalsOf = async (page: Page) => {
  const rows = await page.locator(".totals > div").all();
  return Object.fromEntries(
    await Promise.all(
      rows.map(async (row) => [await row.locator("dt").innerText(), await row.locator("strong").innerText()]),
    ),
  );
};

export const visitorsShown = async (page: Page) => (await totalsOf(page))["Visitors"];

/** The cells of a table's body, line by line. */
export const linesOf = (table: Locator): Promise<string[][]> =>
  table
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => (cell.textContent ?? "").trim())),
    );

/**
 * For the tests of one file: an account in Berlin with an assistant that was visited on each of the 40
 * days before today, five times a day, and by bots and spam on the last of them.
 */
export function overviewing() {
  const { stack, openAs } = browsing();
  let account: Account;
  let assistant: string;
  beforeAll(async () => {
    account = await stack().newAccount();
    assistant = await stack().newAssistant(account, { name: "Acme Corp Website" });
    await recordVisits(
      stack(),
      assistant,
      times(40, (day) => dayAgo(day + 1)),
    );
    const views = (count: number, more = {}) =>
      times(count, () => pageView(`${dayAgo(1)}T12:00:00.000Z`, "/", more));
    await stack().record(batch(assistant, visitor(1), views(12), { excluded: "bot" }));
    await stack().record(batch(assistant, visitor(1), views(3, { excluded: "referrer_spam" })));
  });
  // All tests together ask more than one account may in a minute.
  beforeEach(() => stack().execute("delete from analytics.rate_limits"));

  /** What the API answers about the last days. */
  const ask = async (report: string, days: number, more: Record<string, string> = {}) => {
    const range = { start_date: dayAgo(days - 1), end_date: dayAgo(0), timezone: ZONE };
    const asked = { assistant_id: assistant, ...range, ...more };
    const { status, body } = await stack().get(`/api/v1/analytics/${report}`, asked, account.token);
    expect(status, JSON.stringify(body)).toBe(200);
    return body;
  };

  /** The overview of the assistant, or of another of the account. */
  const openOverview = (search = "", options: Parameters<typeof openAs>[2] = {}, id = assistant) =>
    openAs(account, `/app/${id}/overview${search}`, { timezoneId: ZONE, ...options });

  const newAssistant = (name: string) => stack().newAssistant(account, { name });

  return { stack, ask, openOverview, newAssistant };
}
