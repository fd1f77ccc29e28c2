import { describe, expect, test } from "vitest";
import { describeReportContract } from "../support/contract.ts";
import { conversationReport } from "../support/conversation-reports.ts";
import { said, started } from "../support/conversing.ts";

const { path, stack, ask, reportAll } = conversationReport("conversation-hours", {
  start_date: "2026-10-19",
  end_date: "2026-11-08",
});

type Cell = { weekday: string; hour: number; conversations: number; messages: number };
const busy = (cells: Cell[]) => cells.filter(({ conversations, messages }) => conversations + messages > 0);

describe("GET /analytics/conversation-hours", () => {
  describeReportContract({ path, stack });

  test("counts by hour of each weekday on the clocks of the zone, winter and summer alike", async () => {
    await reportAll([
      // Nine o'clock in Berlin before and after its clocks go back.
      started("c1", "2026-10-19T07:00:00Z"),
      started("c2", "2026-10-26T08:59:59Z"),
      said("c1", "2026-10-19T07:00:10Z"),
      said("c2", "2026-11-01T22:59:59Z"),
    ]);
    const { data, ...totals } = await ask({ timezone: "Europe/Berlin" });
    expect(data.length).toBe(168);
    expect(busy(data)).toEqual([
      { weekday: "Monday", hour: 9, conversations: 2, messages: 1 },
      { weekday: "Sunday", hour: 23, conversations: 0, messages: 1 },
    ]);
    expect(totals).toEqual({ total_conversations: 2, total_messages: 2 });
    expect(busy((await ask()).data).map(({ weekday, hour }) => [weekday, hour])).toEqual([
      ["Monday", 7],
      ["Monday", 8],
      ["Sunday", 22],
    ]);
  });

  test("has all hours from Monday on where nothing happened", async () => {
    const { data, ...totals } = await ask();
    expect([data.length, data[0].weekday, data[25]]).toEqual([
      ...[168, "Monday"],
      { weekday: "Tuesday", hour: 1, conversations: 0, messages: 0 },
    ]);
    expect(totals).toEqual({ total_conversations: 0, total_messages: 0 });
  });
});
