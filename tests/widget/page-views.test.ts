import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { setUp } from "./setup.ts";

const it = setUp();

const push = (page: Page, path: string) => page.evaluate((url) => history.pushState(null, "", url), path);

describe("a page view", () => {
  test("carries the full URL, the title, the referrer, the screen and the language", async () => {
    const page = await it.open("/start");
    // Later, because an evaluation that navigates may lose its own answer.
    await page.evaluate(() => {
      setTimeout(() => location.assign("/shop?utm_source=news&q=1#top"));
    });
    const view = await it.site.pageView("/shop?utm_source=news&q=1#top");
    // The beacon does not wait for the page; asking the page has to.
    await page.waitForURL(/\/shop/);
    expect(view).toMatchObject({
      title: "Page /shop?utm_source=news&q=1",
      referrer: `${it.site.origin}/start`,
    });
    const real = await page.evaluate(() => ({
      screen_width: screen.width,
      screen_height: screen.height,
      language: "en-GB",
      touch_points: navigator.maxTouchPoints,
      webdriver: false,
    }));
    expect(it.site.beacons.at(-1)).toMatchObject(real);
  });

  test("is sent without waiting for the page to have loaded", async () => {
    it.site.head = `<img src="${it.site.origin}/slow" alt="">`;
    const page = await it.tab();
    await page.route("**/slow", () => undefined);
    await page.goto(`${it.site.origin}/a`, { waitUntil: "commit" });
    await it.site.pageView("/a");
    expect(await page.evaluate(() => document.readyState)).not.toBe("complete");
  });

  test("has a version 7 UUID of its own time, and keeps the token of its page load", async () => {
    const page = await it.open("/a");
    await it.site.pageView("/a");
    await push(page, "/b");
    await it.site.pageView("/b");
    const views = it.site.pageViews;
    for (const view of views) {
      expect(view.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(Math.abs(Number.parseInt(view.id.replace("-", "").slice(0, 12), 16) - view.at)).toBeLessThan(50);
    }
    expect(new Set(views.map((view) => view.session_id)).size).toBe(1);
    expect(it.site.beacons[0]?.visitor_id).toMatch(/^v_[0-9a-f]{16}$/);
  });

  test("works on an insecure origin, where crypto.randomUUID is missing", async () => {
    const page = await it.tab();
    const url = `${it.site.origin.replace("127.0.0.1", "shop.test")}/a`;
    await page.goto(url);
    expect(await page.evaluate(() => [isSecureContext, typeof crypto.randomUUID])).toEqual([
      false,
      "undefined",
    ]);
    await it.site.until(() => it.site.pageViews.find((view) => view.url === url));
  });

  test("of a URL or title that is too long is cut, not lost", async () => {
    const page = await it.open("/a");
    await page.evaluate(() => {
      document.title = "t".repeat(2000);
      history.pushState(null, "", `/b?q=${"x".repeat(10_000)}`);
      history.pushState(null, "", "/c");
    });
    await it.site.pageView("/c");
    const long = it.site.pageViews.find((view) => view.url.includes("/b?"));
    expect(long?.url).toHaveLength(8_000);
    expect(long?.title).toHaveLength(1000);
  });

  test("is recorded from a screen with however many touch points", async () => {
    const page = await it.tab();
    await page.addInitScript(() => Object.defineProperty(navigator, "maxTouchPoints", { value: 256 }));
    await page.goto(`${it.site.origin}/a`);
    await it.site.pageView("/a");
    expect(it.site.beacons[0]?.touch_points).toBe(256);
  });

  test("says so when a robot drives the browser", async () => {
    const page = await it.tab();
    await page.addInitScript(() => Object.defineProperty(navigator, "webdriver", { value: true }));
    await page.goto(`${it.site.origin}/a`);
    await it.site.pageView("/a");
    expect(it.site.beacons[0]?.webdriver).toBe(true);
  });
});

describe("time on page", () => {
  test("is sent with the same event when the tab is hidden, and counts only visible time", async () => {
    const page = await it.tab();
    await page.clock.install();
    await page.goto(`${it.site.origin}/a`);
    const view = await it.site.pageView("/a");
    expect(view.seconds).toBeUndefined();
    await page.clock.fastForward(5_000);
    await it.hide(page);
    const first = await it.site.exit("/a");
    await page.clock.fastForward(600_000);
    await it.show(page);
    await page.clock.fastForward(7_000);
    await it.hide(page);
    const second = await it.site.exit("/a", 2);
    expect([first.id, second.id]).toEqual([view.id, view.id]);
    expect(first.seconds).toBeGreaterThanOrEqual(5);
    expect(first.seconds).toBeLessThan(9);
    expect(second.seconds).toBeGreaterThanOrEqual(12);
    expect(second.seconds).toBeLessThan(20);
    expect((second.exited_at ?? 0) - (first.exited_at ?? 0)).toBeGreaterThanOrEqual(600_000);
  });

  test("begins when a page that was opened in the background is first seen", async () => {
    const page = await it.tab();
    await page.clock.install();
    await it.hide(page);
    await page.goto(`${it.site.origin}/a`);
    await it.site.pageView("/a");
    await page.clock.fastForward(600_000);
    await it.show(page);
    await page.clock.fastForward(5_000);
    await it.hide(page);
    const { seconds } = await it.site.exit("/a");
    expect(seconds).toBeGreaterThanOrEqual(5);
    expect(seconds).toBeLessThan(20);
  });

  test("is not made up for a page that was never seen", async () => {
    const page = await it.tab();
    await it.hide(page);
    await page.goto(`${it.site.origin}/a`);
    await it.site.pageView("/a");
    it.site.attributes = "";
    await page.goto(`${it.site.origin}/without-widget`);
    await it.site.quiet(page);
    expect(it.site.pageViews).toHaveLength(1);
  });

  test("is sent when the visitor goes to another site", async () => {
    const page = await it.open("/a");
    const view = await it.site.pageView("/a");
    await page.goto("about:blank");
    expect((await it.site.exit("/a")).id).toBe(view.id);
    expect(it.site.pageViews).toHaveLength(2);
  });

  test("is sent when the tab is closed", async () => {
    const page = await it.open("/a");
    await it.site.pageView("/a");
    await page.close({ runBeforeUnload: true });
    await it.site.exit("/a");
  });

  test("is not sent again when nothing has changed since", async () => {
    const page = await it.open("/a");
    await it.site.pageView("/a");
    await it.hide(page);
    await it.site.exit("/a");
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide")));
    await it.site.quiet(page);
    expect(it.site.pageViews).toHaveLength(2);
  });
});

describe("a single-page app", () => {
  test("has a page view per pushState, referred by the one before, which it closes", async () => {
    const page = await it.open("/a");
    const first = await it.site.pageView("/a");
    await push(page, "/b?x=1");
    const second = await it.site.pageView("/b?x=1");
    const exit = await it.site.exit("/a");
    expect(exit.id).toBe(first.id);
    expect(second.id).not.toBe(first.id);
    expect(second.referrer).toBe(`${it.site.origin}/a`);
  });

  test("has a page view when the visitor goes back", async () => {
    const page = await it.open("/a");
    await push(page, "/b");
    await it.site.pageView("/b");
    await page.goBack();
    await it.site.exit("/b");
    const back = await it.site.until(() => it.site.pageViews.filter((view) => view.url.endsWith("/a")).at(2));
    expect(back).toMatchObject({ referrer: `${it.site.origin}/b` });
    expect(new Set(it.site.pageViews.map((view) => view.id)).size).toBe(3);
  });

  test("may set the title after it has navigated", async () => {
    const page = await it.open("/a");
    await it.site.pageView("/a");
    await push(page, "/b");
    const early = await it.site.pageView("/b");
    await page.evaluate(() => {
      document.title = "Title of b";
      history.pushState(null, "", "/c");
      document.title = "Title of c";
    });
    const late = await it.site.exit("/b");
    expect([early.title, late.title]).toEqual(["Page /a", "Title of b"]);
    await page.goto("about:blank");
    expect((await it.site.exit("/c")).title).toBe("Title of c");
  });

  test("has no page view for a hash, neither by link nor by pushState", async () => {
    const page = await it.open("/a");
    await it.site.pageView("/a");
    await page.evaluate(async () => {
      const moved = new Promise((resolve) => addEventListener("popstate", resolve, { once: true }));
      location.hash = "part";
      await moved;
      history.pushState(null, "", "#other");
      history.pushState({ step: 2 }, "");
    });
    await it.site.quiet(page);
    expect(it.site.pageViews).toHaveLength(1);
  });

  test("has no page view for replaceState, whose address is the referrer of the next one", async () => {
    const page = await it.open("/a");
    await it.site.pageView("/a");
    await page.evaluate(async () => {
      history.replaceState(null, "", "/a?filter=red");
      const moved = new Promise((resolve) => addEventListener("popstate", resolve, { once: true }));
      location.hash = "part";
      await moved;
    });
    await it.site.quiet(page);
    expect(it.site.pageViews).toHaveLength(1);
    await push(page, "/b");
    expect((await it.site.pageView("/b")).referrer).toBe(`${it.site.origin}/a?filter=red`);
  });

  test("gets from pushState exactly what the browser's or its own returns", async () => {
    const page = await it.tab();
    await page.addInitScript(() => {
      const own = function (this: History, ...values: unknown[]) {
        Object.assign(window, { called: { self: this === history, values } });
        return "result";
      };
      Object.assign(history, { pushState: own });
    });
    await page.goto(`${it.site.origin}/a`);
    await it.site.pageView("/a");
    const seen = await page.evaluate(() => {
      const result = Reflect.apply(history.pushState, history, [{ a: 1 }, "", "/b", "more"]);
      return { result, called: Reflect.get(window, "called") };
    });
    expect(seen).toEqual({ result: "result", called: { self: true, values: [{ a: 1 }, "", "/b", "more"] } });
  });

  test("gets the exceptions of pushState, which is then no page view", async () => {
    const page = await it.open("/a");
    await it.site.pageView("/a");
    const error = await page.evaluate(() => {
      try {
        history.pushState(null, "", "https://elsewhere.example/");
        return "none";
      } catch (caught) {
        return (caught as Error).name;
      }
    });
    expect(error).toBe("SecurityError");
    await it.site.quiet(page);
    expect(it.site.pageViews).toHaveLength(1);
  });
});

describe("a page that the browser keeps or prepares", () => {
  // The headless shell has neither a back/forward cache nor prerendering: what the browser tells the
  // page is replayed in its order, around a window that is really hidden.
  test("is a new page view when it comes back from the back/forward cache", async () => {
    const page = await it.open("/a");
    const first = await it.site.pageView("/a");
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
    await it.site.exit("/a");
    await it.hide(page);
    await it.show(page);
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
    const second = await it.site.until(() => it.site.pageViews.find((view) => view.id !== first.id));
    expect(second).toMatchObject({ url: first.url, referrer: first.referrer });
    expect(second.exited_at).toBeUndefined();
    expect(it.site.pageViews.filter((view) => view.id === first.id)).toHaveLength(2);
    await it.hide(page);
    expect((await it.site.exit("/a", 2)).id).toBe(second.id);
  });

  test("is not recorded while it is only prerendered", async () => {
    const page = await it.tab();
    await page.addInitScript(() => Object.defineProperty(document, "prerendering", { value: true }));
    await page.goto(`${it.site.origin}/a`);
    await page.evaluate(() => window.phona?.track("widget_open"));
    await it.site.quiet(page);
    it.site.attributes = "";
    await page.goto(`${it.site.origin}/without-widget`);
    await it.site.quiet(page);
    expect(it.site.beacons).toEqual([]);
  });

  test("is recorded once when it is activated, with the calls made until then", async () => {
    const page = await it.tab();
    await page.addInitScript(() =>
      Object.defineProperty(document, "prerendering", { value: true, configurable: true }),
    );
    await page.goto(`${it.site.origin}/a`);
    await page.evaluate(() => window.phona?.track("widget_open"));
    await it.site.quiet(page);
    await page.evaluate(() => {
      Object.defineProperty(document, "prerendering", { value: false });
      document.dispatchEvent(new Event("prerenderingchange"));
    });
    await it.site.pageView("/a");
    await it.site.quiet(page);
    expect(it.site.events.map((event) => event.type)).toEqual(["page_view", "widget_open"]);
  });
});
