import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { NOTHING, setUp, stored } from "./setup.ts";
import { ASSISTANT } from "./site.ts";

const it = setUp();

const requireConsent = () => {
  it.site.attributes = `data-assistant-id="${ASSISTANT}" data-consent="required"`;
};

const consent = (page: Page, granted: boolean) =>
  page.evaluate((answer) => window.phona?.consent(answer), granted);

const track = (page: Page, type: string) => page.evaluate((name) => window.phona?.track(name), type);

const token = (page: Page) => page.evaluate(() => window.phona?.visitor?.());

const visitors = () => it.site.beacons.map((beacon) => beacon.visitor_id);

describe.each([
  ["Do Not Track", "doNotTrack", "1"],
  ["Global Privacy Control", "globalPrivacyControl", true],
])("%s", (_name, property, value) => {
  test("sends and stores nothing, and leaves window.phona callable", async () => {
    const page = await it.tab();
    await page.addInitScript(
      ([key, signal]) => Object.defineProperty(navigator, String(key), { value: signal }),
      [property, value],
    );
    await page.goto(`${it.site.origin}/a`);
    await track(page, "widget_open");
    await consent(page, true);
    await page.evaluate(() => history.pushState(null, "", "/b"));
    await it.hide(page);
    await it.show(page);
    await it.site.quiet(page);
    expect(it.site.requests).toEqual([]);
    expect(await token(page)).toBeUndefined();
    expect(await stored(page)).toEqual(NOTHING);
  });
});

describe("where nobody asks for consent", () => {
  test("the page is told the visitor's token once the script has loaded", async () => {
    const page = await it.open("/a");
    await it.site.pageView("/a");
    expect(await token(page)).toBe(visitors()[0]);
  });

  test("a visitor's token ends in 0 or 1, for the groups of an A/B test", async () => {
    const page = await it.open("/a");
    const endings = new Set<string>();
    for (let visitor = 0; visitor < 60 && endings.size < 2; visitor++) {
      await page.evaluate(() => localStorage.clear());
      await page.goto(`${it.site.origin}/${visitor}`);
      endings.add((await token(page))?.slice(-1) ?? "none");
    }
    expect([...endings].sort()).toEqual(["0", "1"]);
  });

  test("the visitor id is stored and stays the same from page to page", async () => {
    const page = await it.open("/a");
    await it.site.pageView("/a");
    await page.goto(`${it.site.origin}/b`);
    await it.site.pageView("/b");
    expect(new Set(visitors()).size).toBe(1);
    expect(visitors()[0]).toMatch(/^v_[0-9a-f]{16}$/);
  });

  test("a stored visitor id that is none of ours is replaced", async () => {
    const page = await it.tab();
    await page.addInitScript(() => {
      if (localStorage.length === 0) localStorage.setItem("phona:v", "<script>");
    });
    await page.goto(`${it.site.origin}/a`);
    await it.site.pageView("/a");
    expect(visitors()[0]).toMatch(/^v_[0-9a-f]{16}$/);
  });

  test("a refusal erases all that is stored and goes on without a visitor id", async () => {
    const page = await it.open("/a");
    await it.site.pageView("/a");
    it.site.answer = 500;
    await track(page, "widget_open");
    await it.site.until(() => it.site.beacons[1]);
    await consent(page, false);
    expect(await stored(page)).toEqual(NOTHING);
    it.site.answer = 204;
    await track(page, "inquiry_submit");
    await it.site.until(() => it.site.events.find((event) => event.type === "inquiry_submit"));
    expect(it.site.beacons.at(-1)?.visitor_id).toBeUndefined();
    expect(await stored(page)).toEqual(NOTHING);
  });

  test("a refusal queued before the script has loaded keeps it from storing anything", async () => {
    it.site.head = `<script>
      Storage.prototype.setItem = () => { throw new Error("written") };
      window.phona = { q: [["consent", [false]]] };
    </script>`;
    const page = await it.open("/a");
    await it.site.pageView("/a");
    expect(visitors()).toEqual([undefined]);
    expect(await stored(page)).toEqual(NOTHING);
  });

  test("a refusal in one tab holds for the others", async () => {
    const first = await it.open("/a");
    await it.site.pageView("/a");
    const second = await it.open("/b");
    await it.site.pageView("/b");
    await consent(first, false);
    await track(second, "widget_open");
    await it.site.until(() => it.site.events.find((event) => event.type === "widget_open"));
    expect(it.site.beacons.at(-1)?.visitor_id).toBeUndefined();
    expect(await stored(second)).toEqual(NOTHING);
  });
});

describe("where consent is required", () => {
  test("nothing is sent or stored before the decision", async () => {
    requireConsent();
    const page = await it.open("/a");
    await track(page, "widget_open");
    await it.site.quiet(page);
    expect(it.site.beacons).toEqual([]);
    expect(await stored(page)).toEqual(NOTHING);
  });

  test("consent sends what was held with a visitor id, which the next page keeps without asking", async () => {
    requireConsent();
    const page = await it.open("/a");
    await track(page, "widget_open");
    await consent(page, true);
    await it.site.pageView("/a");
    expect(it.site.beacons[0]?.events.map((event) => event.type)).toEqual(["page_view", "widget_open"]);
    await page.goto(`${it.site.origin}/b`);
    await it.site.pageView("/b");
    expect(visitors()[0]).toMatch(/^v_/);
    expect(new Set(visitors()).size).toBe(1);
  });

  test("a refusal sends what was held without a visitor id and stores nothing", async () => {
    requireConsent();
    const page = await it.open("/a");
    await consent(page, false);
    await it.site.pageView("/a");
    expect(await token(page)).toBeUndefined();
    await page.evaluate(() => history.pushState(null, "", "/b"));
    await it.site.pageView("/b");
    expect(visitors().every((id) => id === undefined)).toBe(true);
    expect(await stored(page)).toEqual(NOTHING);
  });

  test("a page that is hidden undecided sends what it has without a visitor id", async () => {
    requireConsent();
    const page = await it.open("/a");
    await it.hide(page);
    await it.site.exit("/a");
    expect(visitors()).toEqual([undefined]);
    expect(await stored(page)).toEqual(NOTHING);
  });

  test("consent given after that puts the visitor id on what follows", async () => {
    requireConsent();
    const page = await it.open("/a");
    await it.hide(page);
    await it.site.exit("/a");
    await it.show(page);
    await consent(page, true);
    await track(page, "widget_open");
    await it.site.until(() => it.site.events.find((event) => event.type === "widget_open"));
    expect(it.site.beacons.at(-1)?.visitor_id).toMatch(/^v_/);
  });

  test("a failed beacon of a visitor who refused is sent again from memory, not from storage", async () => {
    requireConsent();
    it.site.answer = 500;
    const page = await it.open("/a");
    await consent(page, false);
    await it.site.pageView("/a");
    expect(await stored(page)).toEqual(NOTHING);
    it.site.answer = 204;
    await track(page, "widget_open");
    const batch = await it.site.until(() =>
      it.site.beacons.find((beacon) => beacon.events.some((event) => event.type === "widget_open")),
    );
    expect(batch.events.map((event) => event.type)).toEqual(["page_view", "widget_open"]);
  });
});

describe("an IAB TCF consent dialogue", () => {
  const withTcf = () => {
    it.site.head = `<script>
      window.__tcfapi = (command, version, callback) => {
        window.tell = (data) => callback({ tcString: "x", ...data }, true);
        window.asked = [command, version];
        window.fail = () => callback(null, false);
      };
    </script>`;
  };

  const tell = (page: Page, data: object) =>
    page.evaluate((value) => Reflect.apply(Reflect.get(window, "tell"), window, [value]), data);

  test("makes consent required, and purpose 1 gives it", async () => {
    withTcf();
    const page = await it.open("/a");
    expect(await page.evaluate(() => Reflect.get(window, "asked"))).toEqual(["addEventListener", 2]);
    await page.evaluate(() => Reflect.apply(Reflect.get(window, "fail"), window, []));
    await tell(page, { eventStatus: "cmpuishown", gdprApplies: true, purpose: { consents: { 1: true } } });
    await it.site.quiet(page);
    expect(it.site.beacons).toEqual([]);
    expect(await stored(page)).toEqual(NOTHING);
    await tell(page, {
      eventStatus: "useractioncomplete",
      gdprApplies: true,
      purpose: { consents: { 1: true } },
    });
    await it.site.pageView("/a");
    expect(visitors()[0]).toMatch(/^v_/);
  });

  test("refuses it where purpose 1 is refused, also after it was given", async () => {
    withTcf();
    const page = await it.open("/a");
    await tell(page, { eventStatus: "tcloaded", gdprApplies: true, purpose: { consents: { 1: true } } });
    await it.site.pageView("/a");
    await tell(page, {
      eventStatus: "useractioncomplete",
      gdprApplies: true,
      purpose: { consents: { 2: true } },
    });
    expect(await stored(page)).toEqual(NOTHING);
    await track(page, "widget_open");
    await it.site.until(() => it.site.beacons[1]);
    expect(visitors()[1]).toBeUndefined();
  });

  test("gives it where the GDPR does not apply", async () => {
    withTcf();
    const page = await it.open("/a");
    await tell(page, { eventStatus: "tcloaded", gdprApplies: false });
    await it.site.pageView("/a");
    expect(visitors()[0]).toMatch(/^v_/);
  });
});
