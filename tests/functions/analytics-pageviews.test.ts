import { beforeEach, describe, expect, test } from "vitest";
import { describeFilterContract, describeReportContract, expectError } from "../support/contract.ts";
import { reporting } from "../support/reporting.ts";
import { pageView, times, visitor } from "../support/seed.ts";

const { ask, get, path, record, stack } = reporting("pageviews");

// Beside the empty range of a test below, and before every other: no test may count these.
beforeEach(async () => {
  for (const at of ["2020-02-28T23:59:59.999Z", "2020-03-01T00:00:00.000Z"]) {
    await record(visitor(1), [pageView(at, "/pricing")]);
  }
});

/** `people` visitors who view `views` pages on one day: the first of them those that are over. */
async function seedDay(day: string, first: number, people: number, views: number): Promise<void> {
  for (let number = 0; number < people; number++) {
    const extra = number === 0 ? views - people : 0;
    const seen = times(extra + 1, (view) =>
      pageView(`${day}T10:${String(view).padStart(2, "0")}:00.000Z`, "/blog/seo-tips"),
    );
    await record(visitor(first + number), seen);
  }
}

describe("GET /analytics/pageviews", () => {
  describeReportContract({ path, stack });
  describeFilterContract({ path, stack });

  test("gives the document's example", async () => {
    await seedDay("2026-04-01", 0, 98, 142);
    await seedDay("2026-04-02", 1_000, 121, 189 - 60);
    // Sixty page views more by visitors of that day, at its last hour.
    for (let number = 0; number < 60; number++) {
      await record(visitor(1_000 + number), [pageView("2026-04-02T23:59:59.999Z", "/contact")]);
    }
    const answer = await get({ start_date: "2026-04-01", end_date: "2026-04-02", granularity: "day" });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      data: [
        { date: "2026-04-01", pageviews: 142, unique_visitors: 98 },
        { date: "2026-04-02", pageviews: 189, unique_visitors: 121 },
      ],
      summary: { total_pageviews: 331, total_unique_visitors: 219, avg_pageviews_per_day: 165.5 },
    });
    expect(JSON.stringify(Object.keys(answer.body.data[0]))).toBe('["date","pageviews","unique_visitors"]');
  });

  test("counts a visitor of two days once in the total (the ruling on total_unique_visitors)", async () => {
    const days = ["2026-05-01", "2026-05-02", "2026-05-03"];
    for (const day of days.slice(0, 2)) {
      await record(visitor(1), [pageView(`${day}T00:00:00.000Z`, "/")]);
    }
    expect(await ask({ start_date: "2026-05-01", end_date: "2026-05-03" })).toEqual({
      data: [
        { date: "2026-05-01", pageviews: 1, unique_visitors: 1 },
        { date: "2026-05-02", pageviews: 1, unique_visitors: 1 },
        { date: "2026-05-03", pageviews: 0, unique_visitors: 0 },
      ],
      summary: { total_pageviews: 2, total_unique_visitors: 1, avg_pageviews_per_day: 0.7 },
    });
  });

  test("has every hour of the range, each page view in the hour it happened in", async () => {
    const at = ["00:00:00.000", "13:59:59.999", "14:00:00.000", "14:59:59.999", "23:59:59.999"];
    for (const [number, time] of at.entries()) {
      await record(visitor(number), [pageView(`2026-06-01T${time}Z`, "/")]);
    }
    const { data } = await ask({ start_date: "2026-06-01", end_date: "2026-06-02", granularity: "hour" });
    expect(data).toHaveLength(48);
    expect(data[14]).toEqual({ date: "2026-06-01T14:00:00Z", pageviews: 2, unique_visitors: 2 });
    const filled = data.filter(({ pageviews }: { pageviews: number }) => pageviews > 0);
    expect(filled.map(({ date }: { date: string }) => date)).toEqual([
      "2026-06-01T00:00:00Z",
      "2026-06-01T13:00:00Z",
      "2026-06-01T14:00:00Z",
      "2026-06-01T23:00:00Z",
    ]);
  });

  test("answers an empty range with zeros, not with nothing", async () => {
    expect(await ask({ start_date: "2020-02-29", end_date: "2020-02-29" })).toEqual({
      data: [{ date: "2020-02-29", pageviews: 0, unique_visitors: 0 }],
      summary: { total_pageviews: 0, total_unique_visitors: 0, avg_pageviews_per_day: 0 },
    });
  });

  test("filters by a page, given as a path or as a full URL of the site", async () => {
    for (const [number, page] of ["/caf%C3%A9", "/caf%C3%A9", "/pricing"].entries()) {
      await record(visitor(number), [pageView("2026-07-01T12:00:00.000Z", page)]);
    }
    const day = { start_date: "2026-07-01", end_date: "2026-07-01" };
    const total = async (page_url: string) => (await ask({ ...day, page_url })).summary.total_pageviews;
    expect(await total("/pricing")).toBe(1);
    expect(await total("pricing")).toBe(1);
    expect(await total("/pricing?utm_source=x#plans")).toBe(1);
    expect(await total("https://acme.com/pricing")).toBe(1);
    expect(await total("/café")).toBe(2);
    expect(await total("/pric")).toBe(0);
    expect(await total("/' or 1=1 --")).toBe(0);
  });

  test.each([
    ["granularity", "week", /expected day or hour/],
    ["granularity", "", /expected day or hour/],
    ["page_url", "", /expected a value/],
    ["page_url", "http://[", /expected a path such as/],
    ["page_url", "a".repeat(8_193), /at most 8192 characters/],
  ])("refuses %s = %j", async (name, value, message) => {
    const answer = await get({ start_date: "2026-04-01", end_date: "2026-04-01", [name]: value });
    expectError(answer, 400, "INVALID_PARAMETER", message);
  });
});
