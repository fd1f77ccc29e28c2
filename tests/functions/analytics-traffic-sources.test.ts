import { describe, expect, test } from "vitest";
import { describeFilterContract, describeReportContract } from "../support/contract.ts";
import { reporting } from "../support/reporting.ts";
import { pageView, spread, visitor } from "../support/seed.ts";

const MEDIUMS: Record<string, string | null> = {
  google: "organic",
  direct: null,
  bing: "organic",
  twitter: "social",
  email: "email",
};

const RANGE = { start_date: "2026-04-01", end_date: "2026-04-21" };
const { ask, path, record, stack } = reporting("traffic-sources", RANGE);

describe("GET /analytics/traffic-sources", () => {
  describeReportContract({ path, stack });
  describeFilterContract({ path, stack });

  test("gives the document's example, except that equals stand in the order of their names, as ruled", async () => {
    const sources = spread({ google: 412, direct: 189, bing: 71, twitter: 44, email: 44 });
    for (const [number, source] of sources.entries()) {
      const view = pageView("2026-04-10T12:00:00.000Z", "/", { source, medium: MEDIUMS[source] });
      await record(visitor(number), [view]);
    }
    expect(await ask()).toEqual({
      data: [
        { source: "google", medium: "organic", sessions: 412, pct: 54.2 },
        { source: "direct", medium: null, sessions: 189, pct: 24.9 },
        { source: "bing", medium: "organic", sessions: 71, pct: 9.3 },
        { source: "email", medium: "email", sessions: 44, pct: 5.8 },
        { source: "twitter", medium: "social", sessions: 44, pct: 5.8 },
      ],
      total_sessions: 760,
    });
    const empty = { start_date: "2026-05-01", end_date: "2026-05-01" };
    expect(await ask(empty)).toEqual({ data: [], total_sessions: 0 });
  });

  test("tells organic from paid traffic of one source", async () => {
    for (const [number, medium] of ["organic", "paid", "paid"].entries()) {
      const view = pageView("2026-04-10T12:00:00.000Z", "/", { source: "google", medium });
      await record(visitor(number), [view]);
    }
    const day = { start_date: "2026-04-10", end_date: "2026-04-10" };
    expect(await ask(day)).toEqual({
      data: [
        { source: "google", medium: "paid", sessions: 2, pct: 66.7 },
        { source: "google", medium: "organic", sessions: 1, pct: 33.3 },
      ],
      total_sessions: 3,
    });
  });
});
