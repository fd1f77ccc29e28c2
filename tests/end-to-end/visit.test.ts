import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sha256Hex } from "../../src/auth/hashing.ts";
import { buildWidget } from "../../src/widget/bundle.ts";
import { dressUp, launchBrowser } from "../support/browser.ts";
import { answerOf, type Stack, startStack } from "../support/stack.ts";
import { startSite } from "./site.ts";

const KEYS = "/.netlify/functions/generate-api-key";
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

let stack: Stack;
let browser: Browser;
let site: Awaited<ReturnType<typeof startSite>>;
let assistantId = "";
let key = "";

/** As a person does it: signs up, adds an assistant for the site, makes a key with the session. */
async function setUp(): Promise<void> {
  const { token } = await stack.newAccount();
  const { data } = await stack
    .client(token)
    .from("assistants")
    .insert({ name: "Acme Corp Website", website_url: `${site.url}/` })
    .select("id")
    .single();
  assistantId = data?.id;
  const created = await answerOf(
    await fetch(`${stack.url}${KEYS}`, { method: "POST", headers: { authorization: `Bearer ${token}` } }),
  );
  key = created.body.data.key;
}

beforeAll(async () => {
  const widget = await buildWidget();
  stack = await startStack({ files: { "/widget.js": { content: widget, type: "text/javascript" } }, edge });
  site = await startSite({ widgetHost: stack.url, assistantId: () => assistantId });
  await setUp();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await site.stop();
  await stack.stop();
});

/** An edge that takes the region of the browser's first language for the country. */
const edge = (request: Request): Record<string, string> => {
  const code = /^[a-z]+-([A-Z]{2})/.exec(request.headers.get("accept-language") ?? "")?.[1];
  return { "x-nf-geo": Buffer.from(JSON.stringify({ country: { code } })).toString("base64") };
};

/** A new visitor: a browser profile of its own, a Chrome on Windows with a language. */
async function visitor(language: string): Promise<Page> {
  const context = await browser.newContext({ screen: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await dressUp(page, language);
  return page;
}

/** Does something and waits until the beacon it causes has been acknowledged. */
async function acknowledged(page: Page, action: () => Promise<unknown>): Promise<void> {
  const answer = page.waitForResponse(
    (response) => response.url().endsWith("/track") && response.request().method() === "POST",
  );
  await action();
  expect((await answer).status()).toBe(202);
}

const today = () => new Date().toISOString().slice(0, 10);

async function ask(report: string): Promise<ReturnType<typeof JSON.parse>> {
  // From the day the walk began on, which may have been yesterday.
  const start_date = new Date(Date.now() - 3_600_000).toISOString().slice(0, 10);
  const parameters = { assistant_id: assistantId, start_date, end_date: today() };
  const answer = await stack.get(`/api/v1/analytics/${report}`, parameters, key);
  expect(answer.status).toBe(200);
  return answer.body;
}

describe("a visit in a real browser", () => {
  test("is read back over the API, field by field", async () => {
    const page = await visitor("en-GB");
    const began = Date.now();
    await acknowledged(page, () =>
      page.goto(`${site.url}/blog/guide?utm_source=newsletter&utm_medium=email&utm_campaign=spring#part`, {
        referer: "https://www.google.com/",
      }),
    );
    // A second of reading: what is measured here is time itself.
    await page.waitForTimeout(1_200);
    await acknowledged(page, () => page.click("text=Pricing"));
    const secondsOnGuide = (Date.now() - began) / 1_000;
    for (const button of ["#open", "#ask", "#send"]) {
      await acknowledged(page, () => page.click(button));
    }
    await page.waitForTimeout(1_200);
    await acknowledged(page, () => page.click("#close"));
    await page.goto(`${site.url}/bye`);

    // The last exit beacon is on its way when its page is gone, so nobody can await its answer.
    const known = "select from analytics.page_views where seconds_on_page is not null";
    await expect.poll(async () => (await stack.execute(known)).length, { timeout: 10_000 }).toBe(2);

    const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
    const visitor_id = /v_[0-9a-f]{16}/.exec(stored)?.[0];
    const { data: sessions, meta } = await ask("sessions");
    expect(meta.total).toBe(1);
    const [session] = sessions;
    expect(session).toEqual({
      visitor_id,
      session_date: session.started_at.slice(0, 10),
      started_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      ended_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      duration_seconds: (Date.parse(session.ended_at) - Date.parse(session.started_at)) / 1_000,
      pages_viewed: 2,
      entry_page: "/blog/guide",
      exit_page: "/pricing",
      traffic_source: {
        source: "email",
        medium: "email",
        referrer_url: "https://www.google.com/",
        utm_source: "newsletter",
        utm_medium: "email",
        utm_campaign: "spring",
        utm_content: null,
        utm_term: null,
      },
      visitor: {
        ip_hash: sha256Hex("127.0.0.1").slice(0, 16),
        country: "GB",
        device_type: "desktop",
        browser: "Chrome",
        os: "Windows",
        screen_width: 1440,
        screen_height: 900,
        language: "en-GB",
      },
      widget: { engaged: true, widget_session_seconds: session.widget.widget_session_seconds },
    });
    expect(Math.abs(Date.parse(session.started_at) - began)).toBeLessThan(3_000);
    expect(session.duration_seconds).toBeGreaterThanOrEqual(2);
    expect(session.widget.widget_session_seconds).toBeGreaterThanOrEqual(1);

    const { data: events } = await ask("widget-events");
    expect(events.map(({ event_type }: { event_type: string }) => event_type)).toEqual([
      "widget_open",
      "conversation_start",
      "inquiry_submit",
      "conversation_end",
      "widget_close",
    ]);
    for (const event of events) {
      expect(event).toEqual({
        id: expect.stringMatching(UUID),
        event_type: event.event_type,
        visitor_id,
        session_id: expect.stringMatching(/^s_[0-9a-z]+$/),
        page_url: "/pricing",
        duration_seconds: event.event_type === "widget_close" ? session.widget.widget_session_seconds : null,
        created_at: expect.stringMatching(/Z$/),
      });
    }
    expect(new Set(events.map(({ session_id }: { session_id: string }) => session_id)).size).toBe(1);

    const pages = await ask("pages");
    expect(pages.data).toEqual([
      {
        page_url: "/blog/guide",
        page_title: "The Guide",
        pageviews: 1,
        unique_visitors: 1,
        avg_time_on_page_seconds: expect.any(Number),
        widget_open_rate_pct: 0,
        top_sources: ["email"],
      },
      {
        page_url: "/pricing",
        page_title: "Prices & Plans",
        pageviews: 1,
        unique_visitors: 1,
        avg_time_on_page_seconds: expect.any(Number),
        widget_open_rate_pct: 100,
        top_sources: ["email"],
      },
    ]);
    for (const { avg_time_on_page_seconds: seconds } of pages.data) {
      expect(seconds).toBeGreaterThanOrEqual(1);
      expect(seconds).toBeLessThanOrEqual(secondsOnGuide + 4);
    }

    const { summary } = await ask("pageviews");
    expect([summary.total_pageviews, summary.total_unique_visitors]).toEqual([2, 1]);
    const one = { sessions: 1, pct: 100 };
    expect(await ask("traffic-sources")).toEqual({
      data: [{ source: "email", medium: "email", ...one }],
      total_sessions: 1,
    });
    expect(await ask("geography")).toEqual({ data: [{ country: "GB", ...one }], total_sessions: 1 });
    expect(await ask("devices")).toEqual({
      device_types: [{ type: "desktop", ...one }],
      browsers: [{ browser: "Chrome", ...one }],
      operating_systems: [{ os: "Windows", ...one }],
    });
    const assistants = await stack.get("/api/v1/assistants", {}, key);
    expect(assistants.body.data).toMatchObject([{ id: assistantId, name: "Acme Corp Website" }]);
  });

  test("of another visitor is another visitor's, and its page within the site has no referrer", async () => {
    const page = await visitor("de-DE");
    await acknowledged(page, () => page.goto(`${site.url}/contact`));
    await acknowledged(page, () => page.click("text=Guide"));
    const { data, meta } = await ask("sessions");
    expect(meta.total).toBe(2);
    expect(data[0]).toMatchObject({
      entry_page: "/contact",
      exit_page: "/blog/guide",
      traffic_source: { source: "direct", medium: null, referrer_url: null },
      visitor: { country: "DE" },
      widget: { engaged: false, widget_session_seconds: 0 },
    });
    expect(data[0].visitor_id).not.toBe(data[1].visitor_id);
    expect((await ask("pageviews")).summary.total_unique_visitors).toBe(2);
  });

  test("of an automated browser is noted and not counted", async () => {
    const before = (await ask("pageviews")).summary.total_pageviews;
    const page = await visitor("en-GB");
    await page.addInitScript(() => Object.defineProperty(navigator, "webdriver", { get: () => true }));
    await acknowledged(page, () => page.goto(`${site.url}/pricing`));
    expect((await ask("pageviews")).summary.total_pageviews).toBe(before);
    const noted = await stack.execute("select reason from analytics.excluded_events limit 1");
    expect(noted).toEqual([{ reason: "bot" }]);
  });
});
