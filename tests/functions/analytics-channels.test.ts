import { describe, expect, test } from "vitest";
import { describeReportContract } from "../support/contract.ts";
import { conversationReport } from "../support/conversation-reports.ts";
import { said, started } from "../support/conversing.ts";

const { path, stack, ask, reportAll } = conversationReport("channels", {
  start_date: "2026-11-01",
  end_date: "2026-11-02",
});

describe("GET /analytics/channels", () => {
  describeReportContract({ path, stack });

  test("counts what came in, and from how many people, by channel and by day", async () => {
    await reportAll([
      started("c1", "2026-11-01T10:00:00Z", { channel: "WebChat", user: "u1" }),
      started("c2", "2026-11-01T10:00:00Z", { channel: "Email", user: "u1" }),
      said("c1", "2026-11-01T10:00:10Z"),
      said("c1", "2026-11-02T10:00:10Z"),
      said("c1", "2026-11-02T10:00:20Z", { sender: "BOT" }),
      said("c2", "2026-11-02T10:00:30Z"),
      said("c3", "2026-11-02T10:00:40Z", { user: "u2" }),
      said("c3", "2026-11-03T00:00:00Z"),
    ]);
    expect(await ask()).toEqual({
      data: [
        { channel: "WebChat", messages: 2, pct: 50, unique_users: 1 },
        { channel: "Email", messages: 1, pct: 25, unique_users: 1 },
        { channel: null, messages: 1, pct: 25, unique_users: 1 },
      ],
      total_messages: 4,
      series: [
        { date: "2026-11-01", channels: [{ channel: "WebChat", messages: 1 }] },
        {
          date: "2026-11-02",
          channels: [
            { channel: "Email", messages: 1 },
            { channel: "WebChat", messages: 1 },
            { channel: null, messages: 1 },
          ],
        },
      ],
    });
  });

  test("of nothing gives every day without a channel", async () => {
    expect(await ask()).toEqual({
      data: [],
      total_messages: 0,
      series: [
        { date: "2026-11-01", channels: [] },
        { date: "2026-11-02", channels: [] },
      ],
    });
  });
});
