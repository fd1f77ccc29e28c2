import { beforeEach, describe, expect, test } from "vitest";
import { describeFilterContract, describeReportContract, expectError } from "../support/contract.ts";
import { reporting } from "../support/reporting.ts";
import { pageView, visitor, widgetEvent } from "../support/seed.ts";

const RANGE = { start_date: "2026-04-03", end_date: "2026-04-04" };
const { ask, get, path, record, stack } = reporting("overview", RANGE);

const left = (at: string, page: string, seconds: number) =>
  pageView(at, page, { seconds, exited_at: new Date(Date.parse(at) + seconds * 1_000).toISOString() });

const FIGURES = {
  pageviews: 7,
  unique_visitors: 4,
  sessions: 5,
  bounce_rate_pct: 40,
  avg_session_duration_seconds: 68,
  pages_per_session: 1.4,
  engaged_sessions: 1,
  widget_engagement_rate_pct: 20,
};

/** Two days: two bounces, one visit of ten seconds, one of two pages, and one that only opened the widget. */
async function seed(): Promise<void> {
  await record(visitor(1), [left("2026-04-03T10:00:00.000Z", "/", 9)]);
  await record(visitor(2), [pageView("2026-04-03T11:00:00.000Z", "/")], { country: "US" });
  await record(visitor(3), [left("2026-04-03T12:00:00.000Z", "/", 10)]);
  const two = [left("2026-04-04T12:00:00.000Z", "/", 3), left("2026-04-04T12:05:00.000Z", "/pricing", 20)];
  await record(visitor(1), two);
  const opened = widgetEvent("2026-04-04T09:00:01.500Z", "widget_open", "/");
  await record(visitor(4), [pageView("2026-04-04T09:00:00.500Z", "/"), opened]);
  await record(visitor(4), [pageView("2026-04-04T09:00:02.000Z", "/")]);
}

describe("GET /analytics/overview", () => {
  beforeEach(seed);
  describeReportContract({ path, stack });
  describeFilterContract({ path, stack });

  test("counts page views, visitors and sessions, and how many of these bounced or opened the widget", async () => {
    expect(await ask()).toEqual({ data: FIGURES, meta: { ...RANGE, timezone: "UTC", excluded: [] } });
  });

  test("puts beside it as many days before, with the changes in percent", async () => {
    const day = { start_date: "2026-04-04", end_date: "2026-04-04" };
    const { data, previous, change_pct, meta } = await ask({ ...day, compare: "previous" });
    expect([data.pageviews, previous.pageviews, change_pct.pageviews]).toEqual([4, 3, 33.3]);
    expect([data.sessions, previous.sessions, change_pct.sessions]).toEqual([2, 3, -33.3]);
    expect([data.engaged_sessions, previous.engaged_sessions, change_pct.engaged_sessions]).toEqual([
      1,
      0,
      null,
    ]);
    expect([data.bounce_rate_pct, previous.bounce_rate_pct, change_pct.bounce_rate_pct]).toEqual([
      0, 66.7, -100,
    ]);
    expect(meta).toEqual({
      ...{ ...day, timezone: "UTC" },
      ...{ previous_start_date: "2026-04-03", previous_end_date: "2026-04-03", excluded: [] },
    });
  });

  test("puts beside it the same days a year before, the 28th for a 29th of February", async () => {
    const leap = { start_date: "2028-02-29", end_date: "2028-03-01", compare: "previous_year" };
    expect((await ask(leap)).meta).toMatchObject({
      previous_start_date: "2027-02-28",
      previous_end_date: "2027-03-01",
    });
    const later = await ask({ start_date: "2027-04-03", end_date: "2027-04-04", compare: "previous_year" });
    expect(later.previous).toEqual(FIGURES);
    expect(later.data).toEqual({
      ...{ pageviews: 0, unique_visitors: 0, sessions: 0, engaged_sessions: 0 },
      ...{ bounce_rate_pct: 0, widget_engagement_rate_pct: 0 },
      ...{ avg_session_duration_seconds: null, pages_per_session: null },
    });
    expect(later.change_pct).toMatchObject({ pageviews: -100, avg_session_duration_seconds: null });
  });

  test("is of the sessions that all filters select, on the days of a time zone", async () => {
    const sessions = async (filters: Record<string, string>) => (await ask(filters)).data.sessions;
    expect(await sessions({ country: "us" })).toBe(1);
    expect(await sessions({ page_url: "/pricing" })).toBe(1);
    expect(await sessions({ widget_engaged: "false", entry_page: "https://acme.com/" })).toBe(4);
    expect(await sessions({ widget_engaged: "true", country: "US" })).toBe(0);
    // Days there begin at 11:00 UTC: the first holds 10:00, the second 11:00 and 12:00, and 09:00 of the next.
    const inAuckland = (day: string) =>
      sessions({ timezone: "Pacific/Auckland", start_date: day, end_date: day });
    expect(await inAuckland("2026-04-03")).toBe(1);
    expect(await inAuckland("2026-04-04")).toBe(3);
  });

  test.each([
    ["compare", "next", /^compare: expected previous or previous_year$/],
    ["timezone", "Berlin", /^timezone: expected an IANA time zone such as/],
    ["timezone", "+02:00", /^timezone: expected an IANA time zone such as/],
    ["timezone", "US/Pacific-New", /^timezone: expected an IANA time zone such as/],
    ["country", "Germany", /^country: expected an ISO 3166-1/],
    ["widget_engaged", "yes", /^widget_engaged: expected true or false/],
    ["medium", "", /^medium: expected a value/],
    ["utm_term", "a".repeat(501), /^utm_term: expected at most 500 characters/],
    ["entry_page", "http://[", /^entry_page: expected a path such as/],
    ["browsers", "Chrome", /^Unknown parameter "browsers"; this endpoint takes .*\bbrowser\b/],
  ])("refuses %s = %j", async (name, value, message) => {
    expectError(await get({ [name]: value }), 400, "INVALID_PARAMETER", message);
  });
});
