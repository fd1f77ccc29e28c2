import { describe, expect, test } from "vitest";
import { describeFilterContract, describeReportContract, expectError } from "../support/contract.ts";
import { reporting } from "../support/reporting.ts";
import { pageView, times, visitor, widgetEvent } from "../support/seed.ts";

const DAY = { start_date: "2026-04-10", end_date: "2026-04-10" };
const { ask, get, path, record, stack } = reporting("pages", DAY);

const at = (minute: number) => new Date(Date.UTC(2026, 3, 10, 8, minute)).toISOString();

describe("GET /analytics/pages", () => {
  describeReportContract({ path, stack });
  describeFilterContract({ path, stack });

  test("gives the document's example", async () => {
    const guide = "/blog/seo-guide";
    for (const number of times(741, (index) => index)) {
      // 151 visitors look twice: 892 page views. 500 come from Google, 200 direct, 41 from Bing.
      const source =
        number < 500
          ? { source: "google", medium: "organic" }
          : number < 700
            ? { source: "direct", medium: null }
            : { source: "bing", medium: "organic" };
      const view = { ...source, title: "Ultimate SEO Guide 2026", seconds: number % 2 === 0 ? 186 : 188 };
      const views = [pageView(at(0), guide, view), ...(number < 151 ? [pageView(at(5), guide, view)] : [])];
      const opened = number < 74 ? [widgetEvent(at(6), "widget_open", guide)] : [];
      await record(visitor(number), [...views, ...opened]);
    }
    for (const number of times(46, (index) => index)) {
      await record(visitor(number), [pageView(at(10), `/other/${number}`)]);
    }
    const answer = await ask();
    expect(answer.data[0]).toEqual({
      page_url: "/blog/seo-guide",
      page_title: "Ultimate SEO Guide 2026",
      pageviews: 892,
      unique_visitors: 741,
      avg_time_on_page_seconds: 187,
      widget_open_rate_pct: 8.3,
      top_sources: ["google", "direct"],
    });
    expect(answer.meta).toEqual({ total: 47, limit: 50, offset: 0 });
  });

  test("ranks by page views and then by path, page by page", async () => {
    for (const [number, page] of ["/b", "/a", "/c", "/c", "/B"].entries()) {
      await record(visitor(number), [pageView(at(0), page)]);
    }
    const pages = await Promise.all(["0", "2"].map((offset) => ask({ limit: "2", offset })));
    expect(pages.flatMap(({ data }) => data.map(({ page_url }: { page_url: string }) => page_url))).toEqual([
      "/c",
      "/B",
      "/a",
      "/b",
    ]);
    expect(pages[1].meta).toEqual({ total: 4, limit: 2, offset: 2 });
  });

  test("averages known times only, rounds half up, and is null where none is known", async () => {
    const seconds = [1, 2, null];
    for (const [number, known] of seconds.entries()) {
      await record(visitor(number), [pageView(at(0), "/known", { seconds: known })]);
    }
    await record(visitor(3), [pageView(at(0), "/unknown")]);
    const { data } = await ask();
    expect(
      data.map((page: Record<string, unknown>) => [page["page_url"], page["avg_time_on_page_seconds"]]),
    ).toEqual([
      ["/known", 2],
      ["/unknown", null],
    ]);
  });

  test("shows the title that was seen last, in whatever order the views arrive", async () => {
    for (const [number, [minute, title]] of (
      [
        [5, "Newer"],
        [0, "Older"],
        [6, ""],
      ] as const
    ).entries()) {
      await record(visitor(number), [pageView(at(minute), "/", { title })]);
    }
    expect((await ask()).data[0].page_title).toBe("Newer");
  });

  test("counts as sources those of the sessions, not of the clicks within the site", async () => {
    await record(visitor(1), [
      pageView(at(0), "/landing", { source: "bing", medium: "organic" }),
      pageView(at(1), "/next"),
    ]);
    const { data } = await ask();
    expect(data.map((page: Record<string, unknown>) => page["top_sources"])).toEqual([["bing"], ["bing"]]);
  });

  test("is of the one page, or of the sessions, that a filter names", async () => {
    await record(visitor(1), [pageView(at(0), "/landing"), pageView(at(1), "/next")]);
    await record(visitor(2), [pageView(at(0), "/next")], { country: "US" });
    const views = async (filter: Record<string, string>) =>
      (await ask(filter)).data.map(({ page_url, pageviews }: Record<string, unknown>) => [
        page_url,
        pageviews,
      ]);
    expect(await views({ page_url: "/next" })).toEqual([["/next", 2]]);
    expect(await views({ entry_page: "/next" })).toEqual([["/next", 1]]);
    expect(await views({ country: "GB" })).toEqual([
      ["/landing", 1],
      ["/next", 1],
    ]);
  });

  test.each(["granularity", "include", "compare"])("refuses %s, which it does not take", async (name) => {
    const answer = await get({ assistant_id: "x", [name]: "x" });
    expectError(answer, 400, "INVALID_PARAMETER", /Unknown parameter/);
  });
});
