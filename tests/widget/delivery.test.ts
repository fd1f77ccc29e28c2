import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { setUp, stored } from "./setup.ts";
import type { Answer } from "./site.ts";

const it = setUp();

const track = (page: Page, type: string) => page.evaluate((name) => window.phona?.track(name), type);

const types = (events: { type: string }[]) => events.map((event) => event.type);

describe("a beacon", () => {
  test("is text/plain without a preflight and without cookies", async () => {
    it.site.head = `<script>document.cookie = "session=secret"</script>`;
    await it.open("/a");
    await it.site.pageView("/a");
    expect(it.site.requests).toEqual([
      {
        method: "POST",
        contentType: "text/plain;charset=UTF-8",
        cookie: undefined,
        bytes: expect.any(Number),
      },
    ]);
  });

  test("is finished by the browser even if the page is gone", async () => {
    const page = await it.tab();
    await page.addInitScript(() => {
      const own = window.fetch;
      window.fetch = (input, init) => {
        document.title = `keepalive ${new Request(input, init).keepalive}`;
        return own(input, init);
      };
    });
    await page.goto(`${it.site.origin}/a`);
    await it.site.pageView("/a");
    expect(await page.title()).toBe("keepalive true");
  });

  test("carries all that happened together", async () => {
    const page = await it.open("/a");
    await it.site.pageView("/a");
    await page.evaluate(() => {
      window.phona?.track("widget_open");
      window.phona?.track("conversation_start");
      window.phona?.track("conversation_end");
    });
    await it.site.until(() => it.site.beacons[1]);
    expect(types(it.site.beacons[1]?.events ?? [])).toEqual([
      "widget_open",
      "conversation_start",
      "conversation_end",
    ]);
  });

  test("that was answered leaves nothing behind but the visitor id", async () => {
    const page = await it.open("/a");
    await it.site.pageView("/a");
    await it.site.quiet(page);
    expect((await stored(page)).local).toEqual(["phona:v"]);
  });

  test.each([400, 404, 413])("that was answered with %d is not sent again", async (answer) => {
    it.site.answer = answer;
    const page = await it.open("/a");
    await it.site.pageView("/a");
    await it.site.quiet(page);
    await track(page, "widget_open");
    await it.site.until(() => it.site.beacons[1]);
    expect(types(it.site.beacons[1]?.events ?? [])).toEqual(["widget_open"]);
  });

  test.each<Answer>([500, 503, 429, 408, "drop", "hang"])(
    "that met %s is kept and sent with the first beacon of the next page",
    async (answer) => {
      it.site.answer = answer;
      const page = await it.open("/a");
      const lost = await it.site.pageView("/a");
      await it.site.quiet(page);
      expect((await stored(page)).local).toContain(`phona:${lost.session_id}`);
      await page.goto("about:blank");
      await it.site.exit("/a");
      const before = it.site.beacons.length;
      it.site.answer = 204;
      await page.goto(`${it.site.origin}/b`);
      await it.site.pageView("/b");
      const [again, next] = it.site.beacons[before]?.events ?? [];
      expect(again).toMatchObject({ id: lost.id, at: lost.at, session_id: lost.session_id, url: lost.url });
      expect(next?.session_id).not.toBe(lost.session_id);
      await it.site.quiet(page);
      expect((await stored(page)).local).toEqual(["phona:v"]);
    },
  );

  test("that found no network goes with what happens next on the same page", async () => {
    const page = await it.open("/a");
    await it.site.pageView("/a");
    await it.site.quiet(page);
    await it.offline(true);
    await track(page, "widget_open");
    await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith("phona:s_")));
    await it.offline(false);
    await page.evaluate(() => fetch("/back"));
    await track(page, "inquiry_submit");
    await it.site.until(() => it.site.beacons[1]);
    expect(types(it.site.beacons[1]?.events ?? [])).toEqual(["widget_open", "inquiry_submit"]);
  });

  test("does not carry what another one, still under way, carries", async () => {
    it.site.answer = "hang";
    const page = await it.open("/a");
    await it.site.pageView("/a");
    await track(page, "widget_open");
    await it.site.until(() => it.site.beacons[1]);
    expect(types(it.site.events)).toEqual(["page_view", "widget_open"]);
  });
});

describe("what is kept", () => {
  test("of two tabs is kept apart, and a third sends it all", async () => {
    it.site.answer = 500;
    const first = await it.open("/a");
    await it.site.pageView("/a");
    await it.site.quiet(first);
    // The second tab takes over what the first has left, and both still know of it.
    const second = await it.open("/b");
    await it.site.pageView("/b");
    await track(first, "widget_open");
    await it.site.until(() => it.site.events.find((event) => event.type === "widget_open"));
    expect((await stored(second)).local).toHaveLength(3);
    it.site.answer = 204;
    const before = it.site.beacons.length;
    await it.open("/c");
    await it.site.pageView("/c");
    const sent = it.site.beacons[before]?.events ?? [];
    expect(new Set(sent.map((event) => new URL(event.url).pathname))).toEqual(new Set(["/a", "/b", "/c"]));
    expect(types(sent)).toContain("widget_open");
  });

  test.each([
    ["no JSON", "{"],
    ["no list", '{"id":1}'],
    ["a list of no events", '[null,1,"x",[]]'],
    ["an empty value", ""],
  ])("is thrown away if it is %s", async (_what, value) => {
    const page = await it.tab();
    await page.addInitScript((poison) => {
      if (localStorage.length > 0) return;
      localStorage.setItem("phona:v", "v_0123456789abcdef");
      localStorage.setItem("phona:s_dead", poison);
      localStorage.setItem("theirs", poison);
    }, value);
    await page.goto(`${it.site.origin}/a`);
    await it.site.pageView("/a");
    await it.site.quiet(page);
    expect(types(it.site.events)).toEqual(["page_view"]);
    expect((await stored(page)).local.sort()).toEqual(["phona:v", "theirs"]);
  });

  test("is at most 40 events, of which the oldest give way", async () => {
    it.site.answer = 500;
    const page = await it.open("/a");
    await it.site.pageView("/a");
    await page.evaluate(() => {
      for (let index = 0; index < 60; index++) window.phona?.track("conversation_start");
      window.phona?.track("inquiry_submit");
    });
    const batch = await it.site.until(() => it.site.beacons.find((beacon) => beacon.events.length > 1));
    expect(batch.events).toHaveLength(40);
    expect(batch.events.at(-1)?.type).toBe("inquiry_submit");
  });

  test("always fits one request, however long the URLs are", async () => {
    it.site.answer = 500;
    const page = await it.open("/a");
    await it.site.pageView("/a");
    await page.evaluate(() => {
      document.title = "語".repeat(1000);
      for (let index = 0; index < 20; index++)
        history.pushState(null, "", `/b${index}?q=${"x".repeat(7_000)}`);
    });
    await it.site.until(() => it.site.beacons.find((beacon) => beacon.events.length > 2));
    await page.goto(`${it.site.origin}/c`);
    await it.site.pageView("/c");
    expect(Math.max(...it.site.requests.map((request) => request.bytes))).toBeLessThan(64_000);
    expect(Math.max(...it.site.requests.map((request) => request.bytes))).toBeGreaterThan(40_000);
  });

  test("stays in memory where the storage is full", async () => {
    it.site.answer = 500;
    it.site.head = `<script>
      for (let size = 1 << 22; size; size >>= 1)
        try { for (;;) localStorage.setItem("fill" + size + "-" + localStorage.length, "x".repeat(size)); } catch {}
    </script>`;
    const page = await it.open("/a");
    await it.site.pageView("/a");
    await it.site.quiet(page);
    it.site.answer = 204;
    await track(page, "widget_open");
    await it.site.until(() => it.site.beacons.find((beacon) => beacon.events.length === 2));
    expect(types(it.site.beacons.at(-1)?.events ?? [])).toEqual(["page_view", "widget_open"]);
  });
});

describe("a browser without", () => {
  test("keepalive sends the exit as a beacon", async () => {
    const page = await it.tab();
    await page.addInitScript(() => {
      Reflect.deleteProperty(Request.prototype, "keepalive");
      const own = navigator.sendBeacon;
      navigator.sendBeacon = function (...values) {
        document.title = "beacon";
        return own.apply(this, values);
      };
    });
    await page.goto(`${it.site.origin}/a`);
    await it.site.pageView("/a");
    expect(await page.title()).toBe("Page /a");
    await it.hide(page);
    await it.site.exit("/a");
    expect(await page.title()).toBe("beacon");
  });

  test("a working fetch sends everything as beacons, once a page", async () => {
    const page = await it.tab();
    await page.addInitScript(() => {
      window.fetch = () => {
        throw new TypeError("fetch is not here");
      };
    });
    await page.goto(`${it.site.origin}/a`);
    await it.site.pageView("/a");
    await track(page, "widget_open");
    await it.site.until(() => it.site.beacons[1]);
    expect(types(it.site.events)).toEqual(["page_view", "widget_open"]);
  });
});
