import { describe, expect, test } from "vitest";
import { describeFilterContract, describeReportContract } from "../support/contract.ts";
import { reporting } from "../support/reporting.ts";
import { pageView, spread, visitor } from "../support/seed.ts";

const RANGE = { start_date: "2026-04-01", end_date: "2026-04-21" };
const { ask, path, record, stack } = reporting("geography", RANGE);

describe("GET /analytics/geography", () => {
  describeReportContract({ path, stack });
  describeFilterContract({ path, stack });

  test("gives the document's example, whose 760 sessions are also from countries it does not list", async () => {
    const countries = spread({ GB: 312, US: 201, AU: 88, DE: 80, FR: 40, unknown: 39 });
    for (const [number, country] of countries.entries()) {
      await record(visitor(number), [pageView("2026-04-10T12:00:00.000Z", "/")], {
        country: country === "unknown" ? null : country,
      });
    }
    expect(await ask()).toEqual({
      data: [
        { country: "GB", sessions: 312, pct: 41.1 },
        { country: "US", sessions: 201, pct: 26.4 },
        { country: "AU", sessions: 88, pct: 11.6 },
        { country: "DE", sessions: 80, pct: 10.5 },
        { country: "FR", sessions: 40, pct: 5.3 },
        { country: null, sessions: 39, pct: 5.1 },
      ],
      total_sessions: 760,
    });
    const empty = { start_date: "2026-05-01", end_date: "2026-05-01" };
    expect(await ask(empty)).toEqual({ data: [], total_sessions: 0 });
  });
});
