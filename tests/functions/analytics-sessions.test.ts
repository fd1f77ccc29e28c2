import { describe, expect, test } from "vitest";
import { describeFilterContract, describeReportContract, expectError } from "../support/contract.ts";
import { reporting } from "../support/reporting.ts";
import { batch, pageView, type SeedEvent, times, visitor, widgetEvent } from "../support/seed.ts";

const APRIL = { start_date: "2026-04-01", end_date: "2026-04-30" };
const { ask, get, path, record, stack } = reporting("sessions", APRIL);

/** The visitor of the document's example, and what they did. */
function example(): [string, SeedEvent[]] {
  const source = { source: "google", medium: "organic", referrer_url: "https://www.google.com/" };
  return [
    "a3f1b20000000000",
    [
      pageView("2026-04-15T14:23:11.000Z", "/blog/seo-guide", source),
      pageView("2026-04-15T14:25:00.000Z", "/blog"),
      pageView("2026-04-15T14:26:00.000Z", "/features"),
      pageView("2026-04-15T14:27:30.000Z", "/pricing", {
        seconds: 250,
        exited_at: "2026-04-15T14:31:47.000Z",
      }),
      widgetEvent("2026-04-15T14:28:00.000Z", "widget_open", "/pricing"),
      widgetEvent("2026-04-15T14:30:28.000Z", "widget_close", "/pricing", { duration_seconds: 148 }),
    ],
  ];
}

describe("GET /analytics/sessions", () => {
  describeReportContract({ path, stack });
  describeFilterContract({ path, stack });

  test("gives the document's example", async () => {
    await record(...example());
    expect(await ask()).toEqual({
      data: [
        {
          visitor_id: "v_a3f1b20000000000",
          session_date: "2026-04-15",
          started_at: "2026-04-15T14:23:11Z",
          ended_at: "2026-04-15T14:31:47Z",
          duration_seconds: 516,
          pages_viewed: 4,
          entry_page: "/blog/seo-guide",
          exit_page: "/pricing",
          traffic_source: {
            source: "google",
            medium: "organic",
            referrer_url: "https://www.google.com/",
            utm_source: null,
            utm_medium: null,
            utm_campaign: null,
            utm_content: null,
            utm_term: null,
          },
          visitor: {
            ip_hash: "a3f1b2c4d5e6f7a8",
            country: "GB",
            device_type: "desktop",
            browser: "Chrome",
            os: "macOS",
            screen_width: 1440,
            screen_height: 900,
            language: "en-GB",
          },
          widget: { engaged: true, widget_session_seconds: 148 },
        },
      ],
      meta: { total: 1, limit: 50, offset: 0 },
    });
  });

  test("selects by the start of a session, which midnight does not cut", async () => {
    await record(visitor(1), [
      pageView("2026-03-31T23:59:00.000Z", "/a"),
      pageView("2026-04-01T00:10:00.000Z", "/b"),
    ]);
    await record(visitor(2), [
      pageView("2026-04-30T23:59:59.999Z", "/a"),
      pageView("2026-05-01T00:20:00.000Z", "/b"),
    ]);
    const { data, meta } = await ask();
    expect(meta.total).toBe(1);
    expect(data[0]).toMatchObject({
      session_date: "2026-04-30",
      pages_viewed: 2,
      ended_at: "2026-05-01T00:20:00Z",
    });
  });

  test("filters by country, source, device and widget, alone and together", async () => {
    const kinds = [
      { country: "GB", device_type: "desktop", source: "google", medium: "organic", open: true },
      { country: "GB", device_type: "mobile", source: "twitter", medium: "social", open: false },
      { country: "US", device_type: "mobile", source: "reddit", medium: "social", open: true },
      { country: "US", device_type: "tablet", source: "email", medium: "email", open: false },
      { country: null, device_type: null, source: "direct", medium: null, open: false },
    ];
    for (const [number, { source, medium, open, ...client }] of kinds.entries()) {
      const at = `2026-04-1${number}T12:00:00.000Z`;
      const events = [pageView(at, "/", { source, medium })];
      await record(visitor(number), open ? [...events, widgetEvent(at, "widget_open", "/")] : events, client);
    }
    const total = async (parameters: Record<string, string>) => (await ask(parameters)).meta.total;
    expect(await total({})).toBe(5);
    expect(await total({ country: "GB" })).toBe(2);
    expect(await total({ country: "gb" })).toBe(2);
    expect(await total({ source: "google" })).toBe(1);
    expect(await total({ source: "social" })).toBe(2);
    expect(await total({ source: "direct" })).toBe(1);
    expect(await total({ source: "referral" })).toBe(0);
    expect(await total({ device_type: "mobile" })).toBe(2);
    expect(await total({ widget_engaged: "true" })).toBe(2);
    expect(await total({ widget_engaged: "false" })).toBe(3);
    expect(
      await total({ source: "social", country: "US", device_type: "mobile", widget_engaged: "true" }),
    ).toBe(1);
    expect(await total({ source: "' or true --" })).toBe(0);
  });

  test("lists the newest first, page by page, without gap or repetition", async () => {
    // Two of every start, so that the order of equals matters.
    for (const number of times(10, (index) => index)) {
      const at = `2026-04-0${1 + Math.floor(number / 2)}T12:00:00.000Z`;
      await record(visitor(number), [pageView(at, "/")]);
    }
    const pages = await Promise.all(
      [0, 3, 6, 9].map((offset) => ask({ limit: "3", offset: String(offset) })),
    );
    expect(pages.map(({ meta }) => meta)).toEqual(
      [0, 3, 6, 9].map((offset) => ({ total: 10, limit: 3, offset })),
    );
    const all = pages.flatMap(({ data }) => data);
    expect(new Set(all.map(({ visitor_id }) => visitor_id)).size).toBe(10);
    const starts = all.map(({ started_at }) => started_at);
    expect(starts).toEqual([...starts].sort().reverse());
  });

  test("gives the raw address to an agency with a signed agreement, and 403 to everyone else", async () => {
    await record(...example());
    const refused = await get({ include: "ip" });
    expectError(refused, 403, "FORBIDDEN", /Agency plan/);

    const agency = await stack().newAccount();
    const theirs = await stack().newAssistant(agency);
    const theirKey = await stack().newKey(agency);
    const theirSessions = () =>
      stack().get(path, { assistant_id: theirs, ...APRIL, include: "ip" }, theirKey);
    await stack().execute("update public.accounts set plan = 'agency' where id = $1::text::uuid", [
      agency.id,
    ]);
    expectError(await theirSessions(), 403, "FORBIDDEN");
    await stack().record(batch(theirs, ...example()));
    await stack().execute("update public.accounts set dpa_signed_at = now() where id = $1::text::uuid", [
      agency.id,
    ]);
    // What came before the agreement was never stored.
    expect((await theirSessions()).body.data[0].visitor.ip).toBeNull();
    await stack().record(batch(theirs, visitor(9), [pageView("2026-04-20T12:00:00.000Z", "/")]));
    expect((await theirSessions()).body.data[0].visitor.ip).toBe("203.0.113.7");
    const without = await stack().get(path, { assistant_id: theirs, ...APRIL }, theirKey);
    expect(Object.keys(without.body.data[0].visitor)).not.toContain("ip");
    expect(await stack().execute("select ip from analytics.session_addresses")).toHaveLength(1);

    const before = batch(theirs, visitor(9), [pageView("2026-04-20T11:45:00.000Z", "/")]);
    await stack().record({ ...before, ip: "203.0.113.9" });
    // A session's address is that of its first event, in whatever order they come.
    expect((await theirSessions()).body.data[0].visitor.ip).toBe("203.0.113.9");
    expect(await stack().execute("select ip from analytics.session_addresses")).toHaveLength(1);
  });

  test.each([
    ["country", "GBR", /alpha-2/],
    ["country", "*", /alpha-2/],
    ["source", "", /expected a value/],
    ["device_type", "phone", /mobile, tablet or desktop/],
    ["widget_engaged", "yes", /true or false/],
    ["include", "everything", /expected ip/],
    ["limit", "0", /from 1 to 500/],
    ["offset", "x", /whole number/],
  ])("refuses %s = %j", async (name, value, message) => {
    const answer = await get({ [name]: value });
    expectError(answer, 400, "INVALID_PARAMETER", message);
    expect(answer.body.error.message).toMatch(new RegExp(`^${name}: `));
  });
});
