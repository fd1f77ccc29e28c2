import { describe, expect, test } from "vitest";
import { describeReportContract } from "../support/contract.ts";
import { conversationReport } from "../support/conversation-reports.ts";
import { noon, started } from "../support/conversing.ts";
import { logged } from "../support/logging.ts";

const { path, stack, ask, reportAll } = conversationReport("conversation-outcomes", {
  start_date: "2026-11-01",
  end_date: "2026-11-02",
});

const analyzed = (conversation_id: string, at: string, found: Record<string, unknown>) =>
  logged("conversation.analyzed", { conversation_id, at, ...found });

describe("GET /analytics/conversation-outcomes", () => {
  describeReportContract({ path, stack });

  test("counts conversations by their latest analysis, whenever that was, and by how they are handled", async () => {
    await reportAll([
      ...["c1", "c2", "c3", "c4"].map((id) => started(id, noon("2026-11-01"))),
      started("c5", noon("2026-11-03")),
      analyzed("c1", noon("2026-11-01", 60), { sentiment: "negative", outcome: "fail" }),
      analyzed("c1", noon("2026-11-05"), { sentiment: "positive", outcome: "success" }),
      analyzed("c2", noon("2026-11-02"), { sentiment: "neutral", outcome: "success" }),
      analyzed("c3", noon("2026-11-02"), { outcome: "neutral" }),
      analyzed("c5", noon("2026-11-03", 60), { sentiment: "negative", outcome: "fail" }),
      ...["c1", "c2", "c3"].map((conversation_id) =>
        logged("conversation.updated", {
          ...{ conversation_id, at: noon("2026-11-02"), handling_status: "RESOLVED" },
        }),
      ),
      logged("conversation.updated", {
        ...{ conversation_id: "c3", at: noon("2026-11-04"), handling_status: "FOLLOW_UP" },
      }),
    ]);
    const shown = {
      sentiments: [
        { sentiment: "positive", conversations: 1, pct: 25 },
        { sentiment: "neutral", conversations: 1, pct: 25 },
        { sentiment: "negative", conversations: 0, pct: 0 },
        { sentiment: null, conversations: 2, pct: 50 },
      ],
      outcomes: [
        { outcome: "success", conversations: 2, pct: 50 },
        { outcome: "neutral", conversations: 1, pct: 25 },
        { outcome: "fail", conversations: 0, pct: 0 },
        { outcome: null, conversations: 1, pct: 25 },
      ],
      handling_statuses: [
        { handling_status: "RESOLVED", conversations: 2, pct: 50 },
        { handling_status: "PENDING", conversations: 0, pct: 0 },
        { handling_status: "FOLLOW_UP", conversations: 1, pct: 25 },
        { handling_status: null, conversations: 1, pct: 25 },
      ],
      total_conversations: 4,
    };
    expect(await ask()).toEqual(shown);
    await stack().execute("select public.roll_up(now(), 60)");
    expect(await ask()).toEqual(shown);
    // A day that is rolled up is opened by an analysis that comes later.
    await reportAll([analyzed("c2", noon("2026-11-06"), { sentiment: "neutral", outcome: "fail" })]);
    expect((await ask()).outcomes.map((one: { conversations: number }) => one.conversations)).toEqual([
      ...[1, 1, 1, 1],
    ]);
  });

  test("of nothing gives each value with zero", async () => {
    const { total_conversations, ...lists } = await ask();
    expect(total_conversations).toBe(0);
    for (const list of Object.values<{ conversations: number; pct: number }[]>(lists)) {
      expect(list.map(({ conversations, pct }) => [conversations, pct])).toEqual(Array(4).fill([0, 0]));
    }
  });
});
