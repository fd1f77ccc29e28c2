import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeReportContract } from "../support/contract.ts";
import { batch, pageView, spread, visitor } from "../support/seed.ts";
import { type Stack, startStack } from "../support/stack.ts";

const PATH = "/api/v1/analytics/geography";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());

describe("GET /analytics/geography", () => {
  describeReportContract({ path: PATH, stack: () => stack });

  test("gives the document's example, whose 760 sessions are also from countries it does not list", async () => {
    const account = await stack.newAccount();
    const assistant_id = await stack.newAssistant(account);
    const countries = spread({ GB: 312, US: 201, AU: 88, DE: 80, FR: 40, unknown: 39 });
    for (const [number, country] of countries.entries()) {
      await stack.record(
        batch(assistant_id, visitor(number), [pageView("2026-04-10T12:00:00.000Z", "/")], {
          country: country === "unknown" ? null : country,
        }),
      );
    }
    const key = await stack.newKey(account);
    const range = { assistant_id, start_date: "2026-04-01", end_date: "2026-04-21" };
    expect((await stack.get(PATH, range, key)).body).toEqual({
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
    const empty = { ...range, start_date: "2026-05-01", end_date: "2026-05-01" };
    expect((await stack.get(PATH, empty, key)).body).toEqual({ data: [], total_sessions: 0 });
  });
});
