import { beforeEach, describe, expect, test } from "vitest";
import { expectError } from "../support/contract.ts";
import { REPORTS, running } from "../support/reporting.ts";
import { batch, pageView, type SeedEvent, times, visitor, widgetEvent } from "../support/seed.ts";
import type { Account, Answer } from "../support/stack.ts";

const RANGE = { start_date: "2026-04-01", end_date: "2026-04-02" };

const stack = running();
let account: Account;
let assistant_id: string;
let key: string;
beforeEach(async () => {
  account = await stack().newAccount();
  assistant_id = await stack().newAssistant(account, { name: "Acme", created_at: "2026-01-15T10:30:00Z" });
  key = await stack().newKey(account);
});

const record = (number: number, events: SeedEvent[], client: Record<string, unknown> = {}) =>
  stack().record(batch(assistant_id, visitor(number), events, client));
const get = (report: string, parameters: Record<string, string> = {}): Promise<Answer> =>
  stack().get(`/api/v1/analytics/${report}`, { assistant_id, ...RANGE, format: "csv", ...parameters }, key);
/** The lines of a table, of which each ends with both characters. */
const linesOf = ({ body }: Answer): string[] => {
  expect(body).toMatch(/\r\n$/);
  expect(body).not.toMatch(/[^\r]\n/);
  return body.slice(0, -2).split("\r\n");
};

const OPENED = { id: "0b9f4a8e-52f1-4c8a-9d7d-3a0f1c2b4e5d", session_id: "s_01" };

/** Two visits: one with all that is known of one, the other with as little as there can be. */
async function recordTwo() {
  const source = { source: "google", medium: "organic", referrer_url: "https://www.google.com/" };
  await record(1, [
    pageView("2026-04-01T14:00:00.000Z", "/blog", { ...source, title: "Blog", seconds: 30 }),
    widgetEvent("2026-04-01T14:00:10.000Z", "widget_open", "/blog", OPENED),
    pageView("2026-04-01T14:01:00.000Z", "/", { title: "Home" }),
  ]);
  const unknown = { country: null, device_type: null, browser: null, os: null, language: null };
  const nowhere = { screen_width: null, screen_height: null, ip_hash: null };
  await record(2, [pageView("2026-04-02T10:00:00.000Z", "/", { title: "Home" })], { ...unknown, ...nowhere });
}

describe("format=csv", () => {
  test("gives each report as a table, a line of names first and nothing for null", async () => {
    await recordTwo();
    expect(linesOf(await get("pageviews"))).toEqual([
      "date,pageviews,unique_visitors",
      "2026-04-01,2,1",
      "2026-04-02,1,1",
    ]);
    expect(linesOf(await get("sessions"))).toEqual([
      "visitor_id,session_date,started_at,ended_at,duration_seconds,pages_viewed,entry_page,exit_page," +
        "traffic_source.source,traffic_source.medium,traffic_source.referrer_url,traffic_source.utm_source," +
        "traffic_source.utm_medium,traffic_source.utm_campaign,traffic_source.utm_content," +
        "traffic_source.utm_term,visitor.ip_hash,visitor.country,visitor.device_type,visitor.browser," +
        "visitor.os,visitor.screen_width,visitor.screen_height,visitor.language,widget.engaged," +
        "widget.widget_session_seconds",
      "v_0000000000000002,2026-04-02,2026-04-02T10:00:00Z,2026-04-02T10:00:00Z,0,1,/,/," +
        "direct,,,,,,,,,,,,,,,,false,0",
      "v_0000000000000001,2026-04-01,2026-04-01T14:00:00Z,2026-04-01T14:01:00Z,60,2,/blog,/," +
        "google,organic,https://www.google.com/,,,,,,a3f1b2c4d5e6f7a8,GB,desktop,Chrome,macOS,1440,900,en-GB,true,0",
    ]);
    expect(linesOf(await get("traffic-sources"))).toEqual([
      "source,medium,sessions,pct",
      "direct,,1,50",
      "google,organic,1,50",
    ]);
    expect(linesOf(await get("pages"))).toEqual([
      "page_url,page_title,pageviews,unique_visitors,avg_time_on_page_seconds,widget_open_rate_pct,top_sources",
      '/,Home,2,2,,0,"direct, google"',
      "/blog,Blog,1,1,30,100,google",
    ]);
    expect(linesOf(await get("widget-events"))).toEqual([
      "id,event_type,visitor_id,session_id,page_url,duration_seconds,created_at",
      `${OPENED.id},widget_open,v_0000000000000001,s_01,/blog,,2026-04-01T14:00:10Z`,
    ]);
    expect(linesOf(await get("geography"))).toEqual(["country,sessions,pct", "GB,1,50", ",1,50"]);
    expect(linesOf(await get("devices"))).toEqual([
      "breakdown,name,sessions,pct",
      "device_type,desktop,1,50",
      "device_type,,1,50",
      "browser,Chrome,1,50",
      "browser,,1,50",
      "os,macOS,1,50",
      "os,,1,50",
    ]);
    expect(linesOf(await get("entry-pages"))).toEqual([
      "page_url,page_title,sessions,pct,bounce_rate_pct",
      "/,Home,1,50,100",
      "/blog,Blog,1,50,0",
    ]);
    expect(linesOf(await get("exit-pages"))).toEqual(["page_url,page_title,sessions,pct", "/,Home,2,100"]);
    const assistants = await stack().get("/api/v1/assistants", { format: "csv" }, key);
    expect(linesOf(assistants)).toEqual([
      "id,name,type,website_url,created_at",
      `${assistant_id},Acme,website_widget,https://acme.com,2026-01-15T10:30:00Z`,
    ]);
    expect(assistants.headers.get("content-disposition")).toBe('attachment; filename="phona-assistants.csv"');
  });

  test("compares an overview in rows, and breaks a funnel down in as many as there are", async () => {
    await recordTwo();
    const figures =
      "pageviews,unique_visitors,sessions,bounce_rate_pct,avg_session_duration_seconds,pages_per_session,engaged_sessions,widget_engagement_rate_pct";
    expect(linesOf(await get("overview", { compare: "previous", start_date: "2026-04-02" }))).toEqual([
      `period,${figures}`,
      "current,1,1,1,100,0,1,0,0",
      "previous,2,1,1,0,60,2,1,100",
      "change_pct,-50,0,0,,-100,-50,-100,-100",
    ]);
    const steps =
      "visitors,widget_opened,conversation_started,inquiry_submitted,widget_opened_pct,conversation_started_pct,inquiry_submitted_pct";
    expect(linesOf(await get("funnel"))).toEqual([steps, "2,1,0,0,50,0,0"]);
    expect(linesOf(await get("funnel", { by: "country" }))).toEqual([
      `country,${steps}`,
      "GB,1,1,0,0,100,0,0",
      ",1,0,0,0,0,0,0",
    ]);
    expect(linesOf(await get("funnel", { by: "country", limit: "1" }))).toHaveLength(2);
  });

  test("goes with filters and time zones", async () => {
    await recordTwo();
    const berlin = { timezone: "Europe/Berlin", granularity: "hour", end_date: "2026-04-01" };
    const hours = linesOf(await get("pageviews", { ...berlin, source: "google" }));
    expect(hours).toHaveLength(25);
    expect(hours[17]).toBe("2026-04-01T16:00:00+02:00,2,1");
    expect(linesOf(await get("sessions", { source: "google" }))).toHaveLength(2);
    expect(linesOf(await get("sessions", { source: "google", country: "US" }))).toHaveLength(1);
  });

  test.each(REPORTS)(
    "names %s as a file, and gives the names of the columns where nothing is",
    async (report) => {
      const { status, headers, body } = await get(report);
      expect([status, headers.get("content-type")]).toEqual([200, "text/csv; charset=utf-8"]);
      expect(headers.get("content-disposition")).toBe(
        `attachment; filename="phona-${report}-2026-04-01-2026-04-02.csv"`,
      );
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("x-ratelimit-remaining")).toBe("59");
      const rows = report === "pageviews" ? 2 : ["overview", "funnel"].includes(report) ? 1 : 0;
      expect(body.split("\r\n")).toHaveLength(rows + 2);
    },
  );

  test.each([
    ["conversations", "date,conversations,", 2],
    ["channels", "channel,messages,pct,unique_users", 0],
    ["conversation-hours", "weekday,hour,conversations,messages", 168],
    ["conversation-outcomes", "breakdown,name,conversations,pct", 0],
    ["handovers", "breakdown,name,handovers,pct,accepted,", 0],
    ["labels", "label,times_applied,pct", 0],
    ["popups", "popup_version,displayed,opened,opened_pct", 0],
    ["purchases", "visitors,visitors_chatted,buyers,", 1],
  ])("gives the report %s about conversations as a table, too", async (report, names, least) => {
    const answer = await get(report);
    const [head, ...rows] = linesOf(answer);
    expect(head).toMatch(new RegExp(`^${names}`));
    expect(rows.length).toBeGreaterThanOrEqual(least);
    expect(answer.headers.get("content-disposition")).toContain(`phona-${report}-2026-04-01-2026-04-02.csv`);
  });

  test("quotes what has a comma, a quote or an end of a line, and keeps every character", async () => {
    await record(1, [pageView("2026-04-01T14:00:00.000Z", "/a,b", { title: 'The "best", 日本\nÜbersicht' })]);
    const { body } = await get("pages");
    expect(body.split("\r\n")[1]).toBe('"/a,b","The ""best"", 日本\nÜbersicht",1,1,,0,direct');
  });

  test.each([
    ['=HYPERLINK("https://evil.example","Prize")', `"'=HYPERLINK(""https://evil.example"",""Prize"")"`],
    ["+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0"],
    ["-2+3", "'-2+3"],
    ["@SUM(A1:A9)", "'@SUM(A1:A9)"],
    ["\t=1+1", `"'\t'=1+1"`],
    [" =1+1", "' =1+1"],
    ["＝1+1", "'＝1+1"],
    ["Prices;=1+1", `"Prices;'=1+1"`],
    ['Prices;"=1+1"', `"Prices;'""=1+1"""`],
    ["Prices - a = b + c", "Prices - a = b + c"],
  ])("lets no spreadsheet run %j, wherever it cuts the cells", async (title, cell) => {
    await record(1, [pageView("2026-04-01T14:00:00.000Z", "/", { title, utm_campaign: title })]);
    expect((await get("pages")).body).toContain(`\r\n/,${cell},1,1,`);
    expect((await get("sessions")).body).toContain(`,,,${cell},,,a3f1b2c4d5e6f7a8,`);
  });

  test("has a column for the raw address where it is asked for", async () => {
    await stack().execute(
      "update public.accounts set plan = 'agency', dpa_signed_at = now() where id = $1::text::uuid",
      [account.id],
    );
    await record(1, [pageView("2026-04-01T14:00:00.000Z", "/")]);
    const [names, line] = linesOf(await get("sessions", { include: "ip" }));
    expect([names?.split(",").at(-1), line?.split(",").at(-1)]).toEqual(["visitor.ip", "203.0.113.7"]);
  });

  test("is all of a list from an offset on, and a part of it with a limit", async () => {
    const paths = times(60, (number) => `/${String(number).padStart(2, "0")}`);
    await record(
      1,
      paths.map((path) => pageView("2026-04-01T14:00:00.000Z", path)),
    );
    const listed = async (parameters: Record<string, string>) =>
      linesOf(await get("pages", parameters))
        .slice(1)
        .map((line) => line.split(",")[0]);
    expect(await listed({})).toEqual(paths);
    expect(await listed({ limit: "all" })).toEqual(paths);
    expect(await listed({ offset: "57" })).toEqual(["/57", "/58", "/59"]);
    expect(await listed({ limit: "2", offset: "3" })).toEqual(["/03", "/04"]);
  });

  test("changes nothing in how a refusal looks", async () => {
    const path = "/api/v1/analytics/pages";
    const csv = { format: "csv" };
    expectError(await stack().get(path, { assistant_id, ...RANGE, ...csv }), 401, "UNAUTHORIZED");
    expectError(await stack().get(path, { assistant_id, ...csv }, key), 400, "MISSING_PARAMETER");
    expectError(
      await get("pages", { format: "xml" }),
      400,
      "INVALID_PARAMETER",
      /^format: expected json or csv/,
    );
    expectError(
      await get("pages", { limit: "none" }),
      400,
      "INVALID_PARAMETER",
      /^limit: expected .* or all/,
    );
    expectError(await get("geography", { assistant_id: "ast_none" }), 404, "ASSISTANT_NOT_FOUND");
    const { headers } = await get("pages", { limit: "0" });
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(headers.get("content-disposition")).toBeNull();
  });

  test.each([
    ["gzip, deflate, br", "gzip"],
    ["identity", null],
    ["gzip;q=0", null],
  ])("of a list is compressed for who accepts %s: %j", async (accepted, encoding) => {
    await record(1, [pageView("2026-04-01T14:00:00.000Z", "/")]);
    const answer = await stack().request("/api/v1/analytics/pages", {
      key,
      parameters: { assistant_id, ...RANGE, format: "csv" },
      headers: { "accept-encoding": accepted },
    });
    expect(answer.headers.get("content-encoding")).toBe(encoding);
    expect(linesOf(answer)[1]).toBe("/,,1,1,,0,direct");
  });

  test("is read by who has signed in, too", async () => {
    const answer = await stack().get("/api/v1/assistants", { format: "csv" }, account.token);
    expect(linesOf(answer)).toHaveLength(2);
  });
});

describe("limit=all", () => {
  test("gives a list in whole as JSON, and says so", async () => {
    await record(
      1,
      times(60, (number) => pageView("2026-04-01T14:00:00.000Z", `/${number}`)),
    );
    const part = (await get("pages", { format: "json", limit: "500" })).body;
    const { body, headers } = await get("pages", { format: "json", limit: "all" });
    expect(body).toEqual({ data: part.data, meta: { total: 60, limit: "all", offset: 0 } });
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    const none = await get("sessions", { format: "json", limit: "all", start_date: RANGE.end_date });
    expect(none.body).toEqual({ data: [], meta: { total: 0, limit: "all", offset: 0 } });
  });
});
