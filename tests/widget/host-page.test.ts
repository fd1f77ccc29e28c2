import { describe, expect, test } from "vitest";
import { setUp } from "./setup.ts";
import { ASSISTANT } from "./site.ts";

const it = setUp();

const STUB = `<script>
  window.phona = window.phona || { q: [],
    track() { this.q.push(["track", arguments]) },
    consent() { this.q.push(["consent", arguments]) } }
</script>`;

const types = () => it.site.events.map((event) => event.type);

describe("the host page", () => {
  test("may have a strict Content-Security-Policy", async () => {
    it.site.headers = {
      "content-security-policy": `default-src 'none'; script-src ${it.site.host}; connect-src ${it.site.host}; require-trusted-types-for 'script'`,
    };
    const page = await it.tab();
    const violations: string[] = [];
    page.on("console", (message) => violations.push(message.text()));
    await page.goto(`${it.site.origin}/a`);
    await it.site.pageView("/a");
    await page.goto("about:blank");
    await it.site.exit("/a");
    expect(violations.filter((text) => !text.includes("favicon"))).toEqual([]);
  });

  test("finishes loading while the beacon function hangs", async () => {
    it.site.answer = "hang";
    const page = await it.open("/a");
    await it.site.pageView("/a");
    expect(await page.evaluate(() => document.readyState)).toBe("complete");
  });

  test("may be denied its storage", async () => {
    it.site.head = `<script>if (top === self) document.write('<iframe sandbox="allow-scripts" src="/inner"></iframe>')</script>`;
    await it.open("/a");
    await it.site.pageView("/inner");
    const beacon = it.site.beacons.find((each) => each.events.some((event) => event.url.endsWith("/inner")));
    expect(beacon?.visitor_id).toBeUndefined();
  });

  test("may include the script twice and is counted once", async () => {
    it.site.head = it.site.script;
    const page = await it.open("/a");
    await it.site.pageView("/a");
    await page.evaluate(() => window.phona?.track("widget_open"));
    await page.evaluate(() => history.pushState(null, "", "/b"));
    await it.site.pageView("/b");
    await it.site.quiet(page);
    expect(types()).toEqual(["page_view", "widget_open", "page_view", "page_view"]);
  });

  test("may forget the assistant's id: nothing is sent", async () => {
    it.site.attributes = "";
    const page = await it.open("/a");
    await page.evaluate(() => window.phona?.track("widget_open"));
    await it.site.quiet(page);
    expect(it.site.beacons).toEqual([]);
  });

  test.each([
    ["frozen", "window.phona = Object.freeze({ q: [] })"],
    ["read-only", "Object.defineProperty(window, 'phona', { value: 1 })"],
    ["a getter that throws", "Object.defineProperty(window, 'phona', { get() { throw new Error() } })"],
    [
      "full of junk",
      "window.phona = { q: [null, 1, ['nothing', []], ['track'], ['track', ['widget_open']]] }",
    ],
    ["no queue", "window.phona = { q: 7 }"],
  ])("may have a window.phona that is %s", async (_what, code) => {
    it.site.head = `<script>${code}</script>`;
    const page = await it.open("/a");
    await it.hide(page);
    await it.site.exit("/a");
  });

  test("may have an element whose id is phona", async () => {
    it.site.head = `<meta id="phona" content="">`;
    const page = await it.open("/a");
    await it.site.pageView("/a");
    await page.evaluate(() => window.phona?.track("widget_open"));
    await it.site.until(() => types().includes("widget_open"));
  });

  test("may have frozen its history", async () => {
    it.site.head = "<script>Object.freeze(history)</script>";
    await it.open("/a");
    await it.site.pageView("/a");
  });
});

describe("window.phona", () => {
  test("records the five interactions with the page they happened on", async () => {
    const page = await it.open("/a");
    await page.evaluate(() => {
      for (const type of [
        "widget_open",
        "conversation_start",
        "conversation_end",
        "inquiry_submit",
        "widget_close",
      ])
        window.phona?.track(type);
      history.replaceState(null, "", "/a?step=2");
      window.phona?.track("widget_open");
    });
    const last = await it.site.until(() => it.site.events.find((event) => event.url.endsWith("?step=2")));
    expect(last.type).toBe("widget_open");
    expect(types().sort()).toEqual(
      [
        "page_view",
        "widget_open",
        "conversation_start",
        "conversation_end",
        "inquiry_submit",
        "widget_close",
        "widget_open",
      ].sort(),
    );
    expect(it.site.events[1]?.url).toBe(`${it.site.origin}/a`);
  });

  test("sends with an interaction what the page tells of it, and nothing in place of what is its own", async () => {
    const page = await it.open("/a");
    await page.evaluate(() => {
      window.phona?.track("popup_display", { popup_version: "v2" });
      window.phona?.track("popup_open", { popup_version: "v2" });
      window.phona?.track("conversation_start", { conversation_id: "c1", opened_by: "popup", id: 1, at: 1 });
      window.phona?.track("product_click", { product_url: "https://shop.test/1", url: "x", session_id: "x" });
      window.phona?.track("purchase", { order_number: "1001", value: 49.9, currency: "EUR", type: "x" });
    });
    await it.site.until(() => types().includes("purchase"));
    expect(it.site.events).toMatchObject([
      { type: "page_view" },
      { type: "popup_display", popup_version: "v2" },
      { type: "popup_open", popup_version: "v2" },
      { type: "conversation_start", conversation_id: "c1", opened_by: "popup" },
      { type: "product_click", product_url: "https://shop.test/1", url: `${it.site.origin}/a` },
      { type: "purchase", order_number: "1001", value: 49.9, currency: "EUR" },
    ]);
  });

  test("sends nothing of what is no JSON or too long, and goes on", async () => {
    const page = await it.open("/a");
    await page.evaluate(() => {
      const circular: { self?: unknown } = {};
      circular.self = circular;
      window.phona?.track("purchase", circular);
      window.phona?.track("purchase", { order_number: 1n });
      window.phona?.track("purchase", { order_number: "1".repeat(70_000) });
      window.phona?.track("inquiry_submit", "contact form" as never);
    });
    await it.site.until(() => types().includes("inquiry_submit"));
    expect(types()).toEqual(["page_view", "inquiry_submit"]);
  });

  test("ignores what it does not know", async () => {
    const page = await it.open("/a");
    await page.evaluate(() => {
      const call = window.phona?.track as (...values: unknown[]) => void;
      for (const value of [undefined, null, 7, "page_view", "__proto__", Symbol("x"), ["widget_open"], {}])
        call(value);
      call();
      call("inquiry_submit");
    });
    await it.site.until(() => types().includes("inquiry_submit"));
    expect(types()).toEqual(["page_view", "inquiry_submit"]);
  });

  test("measures how long the widget was open", async () => {
    const page = await it.tab();
    await page.clock.install();
    await page.goto(`${it.site.origin}/a`);
    await page.evaluate(() => window.phona?.track("widget_open"));
    await page.clock.fastForward(30_000);
    await page.evaluate(() => {
      window.phona?.track("widget_close");
      window.phona?.track("widget_close");
    });
    const closes = await it.site.until(() => {
      const found = it.site.events.filter((event) => event.type === "widget_close");
      return found.length === 2 && found;
    });
    expect(closes[0]?.duration_seconds).toBeGreaterThanOrEqual(30);
    expect(closes[0]?.duration_seconds).toBeLessThan(40);
    expect(closes[1]?.duration_seconds).toBeUndefined();
  });

  test.each([
    [90, 90],
    [0, 1],
    [1e9, 14_400],
    [Number.POSITIVE_INFINITY, 14_400],
    [-5, undefined],
    [Number.NaN, undefined],
    ["12", 12],
    ["soon", undefined],
  ])("takes %s as the seconds it was open for %s", async (given, expected) => {
    const page = await it.open("/a");
    await page.evaluate((seconds) => {
      const call = window.phona?.track as (...values: unknown[]) => void;
      call("widget_close", seconds);
    }, given);
    const close = await it.site.until(() => it.site.events.find((event) => event.type === "widget_close"));
    expect(close).toHaveProperty("id");
    expect(close.type === "widget_close" && close.duration_seconds).toBe(expected);
  });

  test("replays in order what the stub took before the script had loaded", async () => {
    it.site.head = `${STUB}<script>
      phona.consent(true); phona.track("widget_open"); phona.track("nothing"); phona.track("widget_close", 12);
    </script>`;
    it.site.attributes = `data-assistant-id="${ASSISTANT}" data-consent="required"`;
    await it.open("/a");
    await it.site.until(() => types().includes("widget_close"));
    expect(types()).toEqual(["page_view", "widget_open", "widget_close"]);
    expect(it.site.events[2]).toMatchObject({ duration_seconds: 12 });
    expect(it.site.beacons[0]?.visitor_id).toMatch(/^v_/);
  });

  test("also hears a page that holds on to the stub", async () => {
    it.site.head = `${STUB}<script>window.held = window.phona</script>`;
    const page = await it.open("/a");
    await it.site.pageView("/a");
    await page.evaluate(() => Reflect.get(window, "held").track("widget_open"));
    await it.site.until(() => types().includes("widget_open"));
  });
});
