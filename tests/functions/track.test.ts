import { describe, expect, test } from "vitest";
import { sha256Hex } from "../../src/auth/hashing.ts";
import { type Fields, NOW, tracking, view } from "../support/tracking.ts";

const { ask, envelope, pageviews, post, send, session, stack } = tracking();

describe("track", () => {
  test("takes a batch and answers how many events were new, to a page of any origin", async () => {
    const event = view();
    const answer = await send(
      [event, { ...view(), type: "widget_open" }],
      {},
      { headers: { origin: "https://acme.com" } },
    );
    expect([answer.status, answer.body]).toEqual([202, { accepted: 2, duplicates: 0 }]);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect((await send([event])).body).toEqual({ accepted: 0, duplicates: 1 });
    expect(await pageviews()).toBe(1);
  });

  test("takes one event beside the envelope's fields", async () => {
    const answer = await post({ ...envelope(), ...view() });
    expect([answer.status, answer.body]).toEqual([202, { accepted: 1, duplicates: 0 }]);
    expect(await pageviews()).toBe(1);
  });

  test("records all that a page view tells, and all that its request tells", async () => {
    const url = `https://${"user:pass"}@www.acme.com/pricing?utm_source=newsletter&utm_medium=email&utm_campaign=april-2026&utm_content=a&utm_term=b#top`;
    await send(
      [
        view({
          url,
          title: "Pricing",
          referrer: "https://mail.google.com/mail/u/0/#inbox",
          seconds: 42.4,
          exited_at: NOW,
        }),
      ],
      { screen_width: 1440, screen_height: 900, language: "en-GB" },
      {
        ip: "198.51.100.7",
        headers: { "x-nf-geo": Buffer.from('{"country":{"code":"GB"}}').toString("base64") },
      },
    );
    expect(await session()).toMatchObject({
      visitor_id: "v_0123456789abcdef",
      entry_page: "/pricing",
      traffic_source: {
        source: "email",
        medium: "email",
        referrer_url: "https://mail.google.com/mail/u/0/",
        utm_source: "newsletter",
        utm_medium: "email",
        utm_campaign: "april-2026",
        utm_content: "a",
        utm_term: "b",
      },
      visitor: {
        ip_hash: sha256Hex("198.51.100.7").slice(0, 16),
        country: "GB",
        device_type: "desktop",
        browser: "Chrome",
        os: "macOS",
        screen_width: 1440,
        screen_height: 900,
        language: "en-GB",
      },
    });
    expect((await ask("pages")).data[0]).toMatchObject({
      page_title: "Pricing",
      avg_time_on_page_seconds: 42,
    });
    const [row] = await stack().execute(
      "select location from analytics.page_views where location like '%april-2026%'",
    );
    expect(row?.["location"]).toBe(
      "https://www.acme.com/pricing?utm_source=newsletter&utm_medium=email&utm_campaign=april-2026&utm_content=a&utm_term=b",
    );
  });

  test("completes a page view by its exit beacon, whichever of the two arrives first", async () => {
    for (const [minute, order] of [
      [0, "view first"],
      [1, "exit first"],
    ] as const) {
      const at = NOW - 600_000 + minute * 1_000;
      const first = view({ at, url: `https://acme.com/${minute}` });
      const exit = { ...first, title: order, seconds: 31, exited_at: at + 31_000 };
      for (const event of minute === 0 ? [first, exit, first] : [exit, first]) {
        expect((await send([event])).status).toBe(202);
      }
    }
    const { data } = await ask("pages");
    expect(
      data.map((page: Fields) => [page["page_url"], page["pageviews"], page["avg_time_on_page_seconds"]]),
    ).toEqual([
      ["/0", 1, 31],
      ["/1", 1, 31],
    ]);
    expect(await session()).toMatchObject({ pages_viewed: 2, duration_seconds: 32 });
  });

  test("takes the longer time when a page is left more than once", async () => {
    const event = view({ at: NOW - 60_000 });
    for (const seconds of [10, 25, 20]) {
      await send([{ ...event, seconds, exited_at: NOW - 60_000 + seconds * 1_000 }]);
    }
    expect((await ask("pages")).data[0].avg_time_on_page_seconds).toBe(25);
  });

  test("puts events at the server's time, though the browser's clock is years off", async () => {
    const years = 7 * 365 * 86_400_000;
    for (const [number, offset] of [-years, years].entries()) {
      const clockOfBrowser = NOW + offset;
      await send([view({ at: clockOfBrowser - 90_000 })], {
        sent_at: clockOfBrowser,
        visitor_id: `v_000000000000000${number}`,
      });
    }
    const { data } = await ask("sessions");
    expect(data.map((found: Fields) => found["started_at"])).toEqual(Array(2).fill("2026-11-20T09:58:30Z"));
  });

  test("takes an event of the future, by a clock that was set back, as one of now", async () => {
    await send([view({ at: NOW + 3_600_000 })]);
    expect((await session()).started_at).toBe("2026-11-20T10:00:00Z");
  });

  test.each([
    [0, 1],
    [0.2, 1],
    [148, 148],
    [14_400, 14_400],
    [99_999, 14_400],
  ])("counts a widget that was open for %s s as %s s", async (duration_seconds, counted) => {
    await send([{ ...view(), type: "widget_close", duration_seconds }]);
    expect((await ask("widget-events")).data[0].duration_seconds).toBe(counted);
  });

  test("never takes the site's own hosts for a referrer", async () => {
    const referrers = [
      "https://acme.com/",
      "https://blog.acme.com/x",
      "https://shop.acme.io/",
      "https://www.bing.com/",
    ];
    for (const [number, referrer] of referrers.entries()) {
      await send([view({ referrer, at: NOW - 60_000 + number })], {
        visitor_id: `v_000000000000000${number}`,
      });
    }
    expect(
      (await ask("traffic-sources")).data.map(({ source, sessions }: Fields) => [source, sessions]),
    ).toEqual([
      ["direct", 3],
      ["bing", 1],
    ]);
    const { data } = await ask("sessions");
    expect(data.map((found: { traffic_source: Fields }) => found.traffic_source["referrer_url"])).toEqual([
      "https://www.bing.com/",
      null,
      null,
      null,
    ]);
  });

  test.each([
    ["en-GB", "en-GB"],
    ["zh-Hant-TW", "zh-Hant-TW"],
    ["C", "C"],
    ["en-US@posix", null],
    ["\ud800\u0000", null],
    ["", null],
  ])("takes the language %j as %j", async (language, recorded) => {
    await send([view()], { language });
    expect((await session()).visitor.language).toBe(recorded);
  });

  test("keeps events of one millisecond in the order in which they were sent", async () => {
    const types = ["widget_open", "conversation_start", "inquiry_submit", "conversation_end", "widget_close"];
    await send(types.map((type) => ({ ...view(), type })));
    const { data } = await ask("widget-events");
    expect(data.map(({ event_type }: Fields) => event_type)).toEqual(types);
  });

  test("takes page load tokens into the events of the widget", async () => {
    await send([{ ...view(), type: "inquiry_submit", session_id: "s_01hx0000000000" }]);
    expect((await ask("widget-events")).data[0]).toMatchObject({
      event_type: "inquiry_submit",
      session_id: "s_01hx0000000000",
      page_url: "/pricing",
    });
  });
});
