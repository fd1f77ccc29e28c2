import { beforeEach, describe, expect, test } from "vitest";
import { describeFilterContract, describeReportContract, expectError } from "../support/contract.ts";
import { reporting } from "../support/reporting.ts";
import { pageView, visitor, widgetEvent } from "../support/seed.ts";

const RANGE = { start_date: "2026-04-01", end_date: "2026-04-30" };
const { ask, get, path, record, stack } = reporting("funnel", RANGE);
const google = { source: "google", medium: "organic" };
const ads = { source: "google", medium: "paid" };

const at = (day: number, minute: number) => `2026-04-${String(10 + day)}T12:${String(10 + minute)}:00.000Z`;
const funnel = (...[visitors, opened, started, submitted]: [number, number, number, number]) => ({
  ...{ visitors, widget_opened: opened, conversation_started: started, inquiry_submitted: submitted },
  widget_opened_pct: Math.round((1_000 * opened) / visitors) / 10,
  conversation_started_pct: Math.round((1_000 * started) / visitors) / 10,
  inquiry_submitted_pct: Math.round((1_000 * submitted) / visitors) / 10,
});

describe("GET /analytics/funnel", () => {
  // One only looks, one opens on another page, one submits without a word of a conversation, one comes twice, by search and by an ad.
  beforeEach(async () => {
    await record(visitor(1), [pageView(at(0, 0), "/", google)]);
    await record(visitor(2), [
      pageView(at(0, 0), "/", ads),
      pageView(at(0, 1), "/pricing"),
      widgetEvent(at(0, 2), "widget_open", "/pricing"),
    ]);
    await record(visitor(3), [
      pageView(at(0, 0), "/pricing"),
      widgetEvent(at(0, 2), "widget_open", "/pricing"),
      widgetEvent(at(0, 3), "inquiry_submit", "/pricing"),
      widgetEvent(at(0, 4), "widget_close", "/pricing", { duration_seconds: 60 }),
    ]);
    for (const day of [0, 1]) {
      const started = widgetEvent(at(day, 1), "conversation_start", "/");
      const view = pageView(at(day, 0), "/", day === 0 ? google : ads);
      await record(visitor(4), [view, started], { country: "US" });
    }
  });
  describeReportContract({ path, stack });
  describeFilterContract({ path, stack });

  test("counts each visitor once at every step that was reached or passed", async () => {
    expect(await ask()).toEqual({ data: funnel(4, 3, 2, 1) });
  });

  test("shows it by page, by source and by country, most visitors first", async () => {
    const pages = await ask({ by: "page" });
    expect(pages.breakdown).toEqual([
      { page_url: "/", ...funnel(3, 1, 1, 0) },
      { page_url: "/pricing", ...funnel(2, 2, 1, 1) },
    ]);
    expect(pages.data).toEqual(funnel(4, 3, 2, 1));
    expect(pages.meta).toEqual({ total: 2, limit: 50, offset: 0 });
    expect((await ask({ by: "source" })).breakdown).toEqual([
      { source: "google", ...funnel(3, 2, 1, 0) },
      { source: "direct", ...funnel(1, 1, 1, 1) },
    ]);
    expect((await ask({ by: "country", limit: "1", offset: "1" })).breakdown).toEqual([
      { country: "US", ...funnel(1, 1, 1, 0) },
    ]);
  });

  test("is of what the filters select", async () => {
    expect((await ask({ source: "google" })).data).toEqual(funnel(3, 2, 1, 0));
    expect((await ask({ page_url: "/pricing" })).data).toEqual(funnel(2, 2, 1, 1));
    expect((await ask({ medium: "none" })).data).toEqual(funnel(1, 1, 1, 1));
    expect((await ask({ country: "FR" })).data).toEqual({ ...funnel(1, 0, 0, 0), visitors: 0 });
  });

  test("refuses what it can't be shown by", async () => {
    expectError(
      await get({ by: "device" }),
      400,
      "INVALID_PARAMETER",
      /^by: expected page, source or country$/,
    );
  });
});
