import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { problemsOf } from "../support/axe.ts";
import { browsing, heading } from "../support/dashboard.ts";
import { batch, pageView, visitor } from "../support/seed.ts";
import type { Account } from "../support/stack.ts";

const { stack, open, openAs } = browsing();

let account: Account;
let assistant: string;
beforeAll(async () => {
  account = await stack().newAccount();
  assistant = await stack().newAssistant(account, { name: "Acme" });
  const now = new Date().toISOString();
  const views = ["/pricing", "/pricing", "/"].map((path) => pageView(now, path));
  await stack().record(batch(assistant, visitor(1), views));
  await stack().record(batch(assistant, visitor(2), [pageView(now, "/pricing")]));
});

/** A new link to an assistant: its address on this site, its token and its id. */
async function share(assistant_id: string, from = account) {
  const body = JSON.stringify({ assistant_id, name: "Board" });
  const options = { method: "POST", key: from.token, body };
  const { id, token, url } = (await stack().request("/api/v1/share-links", options)).body.data;
  return { id, token, path: url.replace(stack().url, "") };
}

const revoke = (id: string) =>
  stack().request("/api/v1/share-links", { method: "DELETE", key: account.token, parameters: { id } });

/** Waits until nothing is on its way any more. */
async function settled(page: Page) {
  await page.getByRole("region", { name: "Totals" }).waitFor();
  await expect.poll(() => page.locator("[aria-busy=true], .loading").count()).toBe(0);
}

const totals = (page: Page) => page.getByRole("region", { name: "Totals" }).innerText();

describe("a share link", () => {
  test("shows the overview of its assistant to whoever has it, and nothing of the account", async () => {
    const { token, path } = await share(assistant);
    const page = await open("/app/sign-in");
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(stack().url + path);
    await heading(page, "Acme");
    await settled(page);
    expect(await totals(page)).toMatch(/Page views\s+4/i);
    expect(await totals(page)).toMatch(/visitors\s+2/i);
    expect(await page.getByRole("link", { name: "Assistants" }).count()).toBe(0);
    expect(await page.getByRole("button", { name: "Account" }).count()).toBe(0);
    expect(await page.locator(`a[href*="${assistant}"]`).count()).toBe(0);
    expect(asked.filter((url) => url.includes("/api/")).length).toBeGreaterThan(3);
    expect(asked.filter((url) => url.split("#")[0]?.includes(token))).toEqual([]);
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(kept).not.toContain(token);
  });

  test("is filtered, reloaded and read by keyboard without a change of the link", async () => {
    const { token, path } = await share(assistant);
    const page = await open(path);
    await settled(page);
    await page.getByRole("link", { name: "Skip to the page" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Acme");
    await page.getByRole("link", { name: "/pricing", exact: true }).first().click();
    const filtered = `${stack().url}/app/share?page_url=%2Fpricing#${token}`;
    await expect.poll(() => page.url()).toBe(filtered);
    await expect.poll(() => totals(page)).toMatch(/Page views\s+3/i);
    await page.reload();
    await settled(page);
    expect(await totals(page)).toMatch(/Page views\s+3/i);
    await page.goBack();
    await expect.poll(() => totals(page)).toMatch(/Page views\s+4/i);
    expect(page.url()).toContain(`#${token}`);
  });

  test("says that it no longer works once it is revoked, and where its end is missing", async () => {
    const { id, path } = await share(assistant);
    const page = await open(path);
    await settled(page);
    await revoke(id);
    await page.reload();
    await heading(page, "This link no longer works");
    await page.goto(`${stack().url}/app/share/`);
    await heading(page, "This link no longer works");
  });

  test("is opened as itself by who is signed in, whose session it leaves alone", async () => {
    const { id, path } = await share(assistant);
    const page = await openAs(await stack().newAccount(), "/app/");
    await page.goto(stack().url + path);
    await heading(page, "Acme");
    await settled(page);
    expect(await totals(page)).toMatch(/Page views\s+4/i);
    await revoke(id);
    await page.reload();
    await heading(page, "This link no longer works");
    await page.goto(`${stack().url}/app/`);
    await heading(page, "Assistants");
  });

  test("of an assistant without visits says so, and asks for nothing that is not shared", async () => {
    const { path } = await share(await stack().newAssistant(account, { name: "Quiet" }));
    const page = await open("/app/sign-in");
    const refused: string[] = [];
    page.on("response", (response) => {
      if (response.status() >= 400) {
        refused.push(response.url());
      }
    });
    await page.goto(stack().url + path);
    await page.getByRole("heading", { name: "No visits in this period" }).waitFor();
    expect(refused).toEqual([]);
  });
});

describe.each(["light", "dark"] as const)(
  "in %s, no rule of axe-core is broken by a share link",
  (colorScheme) => {
    test.each([360, 768, 1280])("%i pixels wide", async (width) => {
      const { id, path } = await share(assistant);
      const options = { colorScheme, viewport: { width, height: 800 }, reducedMotion: "reduce" } as const;
      const page = await open(path, options);
      await settled(page);
      expect(await problemsOf(page)).toEqual([]);
      await revoke(id);
      await page.reload();
      await heading(page, "This link no longer works");
      expect(await problemsOf(page)).toEqual([]);
    });
  },
);
