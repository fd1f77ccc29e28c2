import { describe, expect, test } from "vitest";
import { describeReportContract } from "../support/contract.ts";
import { conversationReport } from "../support/conversation-reports.ts";
import { noon, started } from "../support/conversing.ts";
import { logged } from "../support/logging.ts";

const { path, stack, ask, reportAll } = conversationReport("handovers", {
  start_date: "2026-11-01",
  end_date: "2026-11-02",
});

const step = (name: string, id: string, at: string, more: Record<string, unknown> = {}) =>
  logged(`intervention.${name}`, { intervention_id: id, at, ...more });

describe("GET /analytics/handovers", () => {
  describeReportContract({ path, stack });

  test("counts by channel, topic and outcome, and takes the times of agents", async () => {
    await reportAll([
      started("c1", noon("2026-11-01"), { channel: "Email", topic: "Returns" }),
      step("requested", "i1", noon("2026-11-01"), { conversation_id: "c1" }),
      step("accepted", "i1", noon("2026-11-01", 30), { agent: "Ada" }),
      step("ended", "i1", noon("2026-11-01", 130), { outcome: "solved" }),
      step("requested", "i2", noon("2026-11-02"), { channel: "WebChat", topic: "Returns" }),
      step("accepted", "i2", noon("2026-11-02", 61), { agent: "Ada" }),
      step("requested", "i3", noon("2026-11-02")),
      step("requested", "i4", noon("2026-11-03")),
    ]);
    expect(await ask()).toEqual({
      summary: {
        ...{ total_handovers: 3, accepted: 2, avg_wait_seconds: 45.5, avg_handling_seconds: 100 },
      },
      channels: [
        { channel: "Email", handovers: 1, pct: 33.3 },
        { channel: "WebChat", handovers: 1, pct: 33.3 },
        { channel: null, handovers: 1, pct: 33.3 },
      ],
      topics: [
        { topic: "Returns", handovers: 2, pct: 66.7 },
        { topic: null, handovers: 1, pct: 33.3 },
      ],
      outcomes: [
        { outcome: null, handovers: 2, pct: 66.7 },
        { outcome: "solved", handovers: 1, pct: 33.3 },
      ],
      agents: [{ agent: "Ada", accepted: 2, avg_wait_seconds: 45.5, avg_handling_seconds: 100 }],
    });
  });

  test("has no times where there was no hand-over", async () => {
    expect(await ask()).toEqual({
      summary: {
        ...{ total_handovers: 0, accepted: 0, avg_wait_seconds: null, avg_handling_seconds: null },
      },
      ...{ channels: [], topics: [], outcomes: [], agents: [] },
    });
  });
});
