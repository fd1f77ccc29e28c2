import { describe, expect, test } from "vitest";
import { describeFilterContract, describeReportContract } from "../support/contract.ts";
import { reporting } from "../support/reporting.ts";
import { pageView, visitor, widgetEvent } from "../support/seed.ts";

const RANGE = { start_date: "2026-04-01", end_date: "2026-04-30" };
const { ask, path, record, stack } = reporting("entry-pages", RANGE);

const page = (page_url: string, page_title: string | null) => ({ page_url, page_title });

describe("GET /analytics/entry-pages", () => {
  describeReportContract({ path, stack });
  describeFilterContract({ path, stack });

  test("counts sessions by the page they began with, most first", async () => {
    const [morning, noon, evening] = ["08", "12", "18"].map((hour) => `2026-04-10T${hour}:00:00.000Z`);
    const later = "2026-04-10T12:10:00.000Z";
    await record(visitor(1), [pageView(`${morning}`, "/"), pageView(`${evening}`, "/")]);
    await record(visitor(1), [pageView(`${noon}`, "/"), pageView(later, "/pricing", { title: "Pricing" })]);
    await record(visitor(2), [pageView(`${noon}`, "/pricing"), widgetEvent(later, "widget_open", "/")]);
    await record(visitor(3), [pageView(`${noon}`, "/blog"), pageView(later, "/pricing")]);
    // Without a page view there is no page that it began with.
    await record(visitor(4), [widgetEvent(`${noon}`, "widget_open", "/")]);

    const answer = await ask();
    expect(answer.data).toEqual([
      { ...page("/", null), sessions: 3, pct: 60, bounce_rate_pct: 66.7 },
      { ...page("/blog", null), sessions: 1, pct: 20, bounce_rate_pct: 0 },
      { ...page("/pricing", "Pricing"), sessions: 1, pct: 20, bounce_rate_pct: 0 },
    ]);
    expect(answer.total_sessions).toBe(5);
    expect(answer.meta).toEqual({ total: 3, limit: 50, offset: 0 });
    const listed = (await ask({ limit: "1", offset: "1" })).data.map(
      ({ page_url }: { page_url: string }) => page_url,
    );
    expect(listed).toEqual(["/blog"]);
    expect(await ask({ country: "FR" })).toEqual({
      data: [],
      total_sessions: 0,
      meta: { total: 0, limit: 50, offset: 0 },
    });
  });
});
