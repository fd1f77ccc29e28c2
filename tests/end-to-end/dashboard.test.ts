import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dressUp } from "../support/browser.ts";
import { browsing, heading, serveMarkup } from "../support/dashboard.ts";

const { stack, browser, open } = browsing();

let snippet = "";
let site: Awaited<ReturnType<typeof serveMarkup>>;
beforeAll(async () => {
  site = await serveMarkup(() => snippet);
});
afterAll(() => site?.stop());

/** What a page has put on the clipboard by one of its buttons. */
async function copied(page: Page, what: string): Promise<string> {
  await page.getByRole("button", { name: `Copy ${what}` }).click();
  await page.getByRole("status").filter({ hasText: "Copied" }).waitFor({ state: "attached" });
  return page.evaluate(() => navigator.clipboard.readText());
}

/** Asks the API from a page of the dashboard, like a program of the customer's. */
const statusOf = (page: Page, key: string): Promise<number> =>
  page.evaluate(async (bearer) => {
    const headers = { authorization: `Bearer ${bearer}` };
    return (await fetch("/api/v1/assistants", { headers })).status;
  }, key);

test("a newcomer signs up, installs the snippet, sees a visit arrive, and uses and revokes a key", async () => {
  const page = await open("/app/", { permissions: ["clipboard-read", "clipboard-write"] });
  await heading(page, "Sign in");
  await page.getByRole("link", { name: "Sign up" }).click();
  await heading(page, "Create an account");
  await page.getByLabel("E-mail address").fill(`${randomUUID()}@example.com`);
  await page.getByLabel("Password").fill("correct horse battery");
  await page.getByRole("button", { name: "Sign up" }).click();

  await heading(page, "Assistants");
  await page.getByRole("link", { name: "Create your first assistant" }).click();
  await page.getByLabel("Name").fill("Acme Corp Website");
  await page.getByLabel("Website").fill(site.url);
  await page.getByRole("button", { name: "Create assistant" }).click();

  await heading(page, "Install");
  await page.getByText("Waiting for the first visit.").waitFor();
  snippet = await copied(page, "snippet");
  expect(snippet).toMatch(/data-assistant-id="ast_[0-9a-z]{26}"/);
  const visitor = await (await browser().newContext()).newPage();
  await dressUp(visitor);
  await visitor.goto(`${site.url}/pricing`);
  await page.getByText("It works.").waitFor();
  expect(await page.getByRole("status").filter({ hasText: "It works." }).innerText()).toMatch(
    /\/pricing\s+With\s+Chrome on Windows/,
  );

  await page.getByRole("link", { name: "API Access" }).click();
  await page.getByText("No key yet").waitFor();
  await page.getByRole("button", { name: "Generate API Key" }).click();
  await page.getByLabel("Name").fill("Warehouse sync");
  await page.getByLabel("Expires").selectOption("In 90 days");
  await page.getByRole("button", { name: "Generate", exact: true }).click();
  await page.getByRole("heading", { name: "Copy Warehouse sync now" }).waitFor();
  const key = await copied(page, "API key");
  expect(key).toMatch(/^phona_live_[0-9A-Za-z]{40}$/);
  expect(await statusOf(page, key)).toBe(200);

  await page.reload();
  const row = page.getByRole("listitem").filter({ hasText: "Warehouse sync" });
  await row.waitFor();
  expect(await page.content()).not.toContain(key);
  expect(await row.innerText()).toMatch(/Read analytics/);
  expect(await row.innerText()).not.toMatch(/Last used\s+Never|Expires\s+Never/);

  await page.getByRole("button", { name: "Revoke Warehouse sync" }).click();
  await page.getByRole("button", { name: "Revoke key" }).click();
  await page.getByText("Warehouse sync is revoked.").waitFor();
  await page.getByText("No key yet").waitFor();
  expect(await statusOf(page, key)).toBe(401);
  expect(await stack().execute("select from public.assistants")).toHaveLength(1);
});
