import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { launchBrowser } from "./browser.ts";
import { servedFiles } from "./served.ts";
import { type Account, type Stack, startStack } from "./stack.ts";

/** A page of a customer's site, on an origin of its own, with the markup that is given at the time. */
export async function serveMarkup(markup: () => string): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html; charset=utf-8");
    response.end(`<!doctype html><html lang="en"><title>Prices</title>${markup()}<h1>Prices</h1></html>`);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/**
 * For the tests of one file: the whole product with its dashboard, and browsers to look at it. No page
 * may have an error, nor run into its Content-Security-Policy.
 */
export function browsing() {
  let stack: Stack;
  let browser: Browser;
  const wrong: string[] = [];
  beforeAll(async () => {
    stack = await startStack({ files: servedFiles });
    browser = await launchBrowser();
  });
  afterEach(async () => {
    const found = wrong.splice(0);
    // A page that stays open goes on asking who is there now, beside the tests that follow.
    await Promise.all(browser.contexts().map((context) => context.close()));
    expect(found).toEqual([]);
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.stop();
  });

  /** A page of a new browser, in which nobody is signed in. */
  const open = async (path = "/app/", options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> => {
    const context = await browser.newContext({ locale: "en-US", ...options });
    const page = await context.newPage();
    page.setDefaultTimeout(10_000);
    page.on("pageerror", (error) => wrong.push(`${error.message}\n${error.stack}`));
    page.on("console", (message) => {
      if (/Content.Security.Policy/i.test(message.text())) {
        wrong.push(message.text());
      }
    });
    await page.goto(stack.url + path);
    return page;
  };

  /** The same, signed in as the account by way of the page to sign in. */
  const openAs = async (
    { email, password }: Account,
    path = "/app/",
    options: Parameters<Browser["newContext"]>[0] = {},
  ): Promise<Page> => {
    const page = await open(`/app/sign-in?${new URLSearchParams({ to: path })}`, options);
    await page.getByLabel("E-mail address").fill(email);
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(stack.url + path);
    return page;
  };

  return { stack: () => stack, browser: () => browser, open, openAs };
}

/** Waits until a page has the heading. */
export const heading = (page: Page, name: string | RegExp) =>
  page.getByRole("heading", { level: 1, name }).waitFor();
