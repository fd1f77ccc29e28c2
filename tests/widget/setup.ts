import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { dressUp, launchWindowedBrowser, type WindowedBrowser } from "../support/browser.ts";
import { Site } from "./site.ts";

/** Gives each test of a file its own site, and holds the widget to what it must never do. */
export const setUp = () => {
  let browser: WindowedBrowser;
  let site: Site;
  let errors: Error[];

  beforeAll(async () => {
    browser = await launchWindowedBrowser();
  });
  beforeEach(async () => {
    site = await Site.open();
    errors = [];
  });
  afterEach(async () => {
    for (const page of browser.context.pages().slice(1)) await page.close();
    await site.close();
    expect(site.invalid).toEqual([]);
    expect(errors).toEqual([]);
  });
  afterAll(() => browser.close());

  /** A new tab, prepared by the test before it has loaded anything. */
  const tab = async (): Promise<Page> => {
    const page = await browser.context.newPage();
    await dressUp(page);
    page.on("pageerror", (error) => errors.push(error));
    return page;
  };

  return {
    get site() {
      return site;
    },
    tab,
    open: async (path: string): Promise<Page> => {
      const page = await tab();
      await page.goto(site.origin + path);
      return page;
    },
    hide: (page: Page) => browser.hide(page),
    show: (page: Page) => browser.show(page),
    offline: (offline: boolean) => browser.context.setOffline(offline),
  };
};

/** All that the page's origin has stored in this browser. */
export const stored = (page: Page) =>
  page.evaluate(() => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    cookies: document.cookie,
  }));

export const NOTHING = { local: [], session: [], cookies: "" };
