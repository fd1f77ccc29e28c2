import { describe, expect, test } from "vitest";
import { describeReportContract } from "../support/contract.ts";
import { conversationReport } from "../support/conversation-reports.ts";
import { noon } from "../support/conversing.ts";
import { logged } from "../support/logging.ts";
import { spread } from "../support/seed.ts";

const { path, stack, ask, reportAll } = conversationReport("labels", {
  start_date: "2026-11-01",
  end_date: "2026-11-02",
});

const applied = (label: string, at: string) => logged("label.applied", { conversation_id: "c1", label, at });

describe("GET /analytics/labels", () => {
  describeReportContract({ path, stack });

  test("counts how often each was applied, most first, page by page", async () => {
    await reportAll([
      ...spread({ spam: 1, sales: 2, billing: 1 }).map((label) => applied(label, noon("2026-11-02"))),
      applied("late", noon("2026-11-03")),
    ]);
    expect(await ask()).toEqual({
      data: [
        { label: "sales", times_applied: 2, pct: 50 },
        { label: "billing", times_applied: 1, pct: 25 },
        { label: "spam", times_applied: 1, pct: 25 },
      ],
      total_applied: 4,
      meta: { total: 3, limit: 50, offset: 0 },
    });
    const page = await ask({ limit: "1", offset: "2" });
    expect(page.data).toEqual([{ label: "spam", times_applied: 1, pct: 25 }]);
    expect(page.meta).toEqual({ total: 3, limit: 1, offset: 2 });
  });

  test("of nothing lists nothing", async () => {
    expect(await ask()).toEqual({ data: [], total_applied: 0, meta: { total: 0, limit: 50, offset: 0 } });
  });
});
