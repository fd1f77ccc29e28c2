import { describe, expect, test } from "vitest";
import { NOW, TRACK, tracking, view } from "../support/tracking.ts";

const { ask, envelope, pageviews, post, send, stack } = tracking();

describe("track, given what is wrong,", () => {
  test("names of every bad event what was wrong, stores nothing of it, and stores the good ones", async () => {
    const answer = await send([
      view(),
      view({ id: "1" }),
      view({ url: "javascript:alert(1)" }),
      view({ seconds: -5 }),
      { ...view(), type: "widget_close", duration_seconds: -1 },
      { ...view(), type: "order" },
      view({ colour: "red" }),
      null,
      view(),
    ]);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual({
      error: { code: "INVALID_PARAMETER", message: expect.any(String), status: 400 },
      accepted: 2,
      duplicates: 0,
      refused: 7,
    });
    const { message } = answer.body.error;
    for (const named of [
      /events\.1\.id: /,
      /events\.2\.url: expected an http or https URL/,
      /events\.3\.seconds: .*>=0/,
      /events\.4\.duration_seconds: .*>=0/,
      /events\.5\.type: /,
      /events\.6: .*"colour"/,
      /events\.7: /,
    ]) {
      expect(message).toMatch(named);
    }
    expect(await pageviews()).toBe(2);
    expect((await ask("widget-events")).meta.total).toBe(0);
  });

  test.each<[string, unknown, RegExp]>([
    ["no body", "", /The body: expected a JSON object/],
    ["what is not JSON", "{", /not valid JSON/],
    ["what is not UTF-8", new Uint8Array([0x7b, 0xff, 0x7d]), /not valid UTF-8/],
    ["a list", [], /The body: expected a JSON object/],
    ["brackets 20,000 deep", "[".repeat(20_000) + "]".repeat(20_000), /at most 8 levels of nesting/],
    ["events that are no list", () => envelope({ events: {} }), /events: expected a list/],
    ["no event", () => envelope({ events: [] }), /events: expected at least one event/],
    ["101 events", () => envelope({ events: Array(101).fill({}) }), /events: expected at most 100 events/],
    ["no assistant", () => envelope({ events: [view()], assistant_id: undefined }), /assistant_id: /],
    [
      "an assistant id that no database can hold",
      () => envelope({ events: [view()], assistant_id: "a\u0000" }),
      /^assistant_id: /,
    ],
    [
      "a visitor of another form",
      () => envelope({ events: [view()], visitor_id: "v_'; drop" }),
      /visitor_id: /,
    ],
    ["a field nobody knows", () => envelope({ events: [view()], plan: "agency" }), /"plan"/],
    ["a negative screen", () => envelope({ events: [view()], screen_width: -1 }), /screen_width: /],
    ["one event with a wrong id", () => ({ ...envelope(), ...view({ id: 7 }) }), /^id: /],
    [
      "a URL of 10,000 characters",
      () => envelope({ events: [view({ url: `https://acme.com/${"a".repeat(10_000)}` })] }),
      /events\.0\.url: /,
    ],
    [
      "a path of 3,000 characters",
      () => envelope({ events: [view({ url: `https://acme.com/${"a".repeat(3_000)}` })] }),
      /events\.0\.url: expected a path of at most 2000/,
    ],
    [
      "an event of 40 days ago",
      () => envelope({ events: [view({ at: NOW - 40 * 86_400_000 })] }),
      /events\.0\.at: .*30 days/,
    ],
  ])("refuses %s with 400 and says so", async (_, body, message) => {
    const answer = await post(typeof body === "function" ? body() : body);
    expect([answer.status, answer.body.error.code]).toEqual([400, "INVALID_PARAMETER"]);
    expect(answer.body.error.message).toMatch(message);
    expect(answer.headers.get("access-control-allow-origin")).toBe("*");
    expect(await pageviews()).toBe(0);
  });

  test("refuses more than 64 KB, whether the length is told or not", async () => {
    const body = JSON.stringify(envelope({ events: [view({ title: "x".repeat(66_000) })] }));
    const told = await post(body);
    expect([told.status, told.body.error.code]).toEqual([413, "PAYLOAD_TOO_LARGE"]);
    const stream = new Blob([body]).stream();
    const untold = await fetch(`${stack().url}${TRACK}`, {
      method: "POST",
      body: stream,
      duplex: "half",
    } as RequestInit);
    expect(untold.status).toBe(413);
  });

  test("holds hostile text as text", async () => {
    const title = `'); drop table analytics.sessions; -- <script>alert(1)</script> \u0000\ud800 é 漢字`;
    await send([view({ title, url: "https://acme.com/%00/<script>'--" })], { language: "en" });
    const [page] = (await ask("pages")).data;
    expect(page.page_url).toBe("/%00/%3Cscript%3E'--");
    expect(page.page_title).toBe("'); drop table analytics.sessions; -- <script>alert(1)</script> � é 漢字");
  });

  test("takes pages of the website, of the listed hosts and of their subdomains, and of no other", async () => {
    const status = async (url: string, origin?: string) =>
      (await send([view({ url })], {}, origin === undefined ? {} : { headers: { origin } })).status;
    for (const host of [
      "acme.com",
      "www.acme.com",
      "blog.acme.com",
      "ACME.com",
      "acme.com:8443",
      "shop.acme.io",
      "a.b.shop.acme.io",
    ]) {
      expect([host, await status(`https://${host}/`)]).toEqual([host, 202]);
    }
    for (const host of ["evilacme.com", "acme.com.evil.io", "acme.io", "acme.co", "localhost"]) {
      expect([host, await status(`https://${host}/`)]).toEqual([host, 403]);
    }
    expect(await status("https://acme.com/", "https://evil.io")).toBe(403);
    expect(await status("https://acme.com/", "https://www.acme.com")).toBe(202);
    const refused = await send([view({ url: "https://evil.io/" })]);
    expect(refused.body).toEqual({
      error: { code: "FORBIDDEN", message: expect.stringMatching(/ include evil\.io$/), status: 403 },
      accepted: 0,
      duplicates: 0,
      refused: 1,
    });
    expect((await send([view({ url: "https://evil.io/" }), view()])).body).toMatchObject({
      accepted: 1,
      refused: 1,
    });
  });

  test("refuses an assistant that does not exist", async () => {
    const answer = await send([view()], { assistant_id: "ast_nobody" });
    expect([answer.status, answer.body.error.code]).toEqual([404, "ASSISTANT_NOT_FOUND"]);
  });

  test("lets a browser ask first, and refuses every other method by name", async () => {
    const preflight = await stack().request(TRACK, { method: "OPTIONS" });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-origin")).toBe("*");
    expect(preflight.headers.get("access-control-allow-methods")).toBe("POST");
    for (const method of ["GET", "PUT", "PATCH", "DELETE"]) {
      const answer = await stack().request(TRACK, { method });
      expect([answer.status, answer.headers.get("allow"), answer.body.error.code]).toEqual([
        405,
        "POST, OPTIONS",
        "METHOD_NOT_ALLOWED",
      ]);
    }
  });
});
