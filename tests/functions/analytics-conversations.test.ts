import { describe, expect, test } from "vitest";
import { describeReportContract } from "../support/contract.ts";
import { conversationReport } from "../support/conversation-reports.ts";
import { said, started } from "../support/conversing.ts";
import { logged } from "../support/logging.ts";

const NONE = {
  ...{ conversations: 0, customer_messages: 0, bot_messages: 0, agent_messages: 0, system_messages: 0 },
  handovers: 0,
};

const { path, stack, ask, reportAll } = conversationReport("conversations", {
  start_date: "2026-11-01",
  end_date: "2026-11-03",
});

describe("GET /analytics/conversations", () => {
  describeReportContract({ path, stack });

  test("counts conversations, messages by sender and hand-overs by day, and sums them up", async () => {
    await reportAll([
      started("c1", "2026-11-01T10:00:00Z", { user: "u1" }),
      said("c1", "2026-11-01T10:00:10Z"),
      said("c1", "2026-11-01T10:00:20Z", { sender: "BOT" }),
      logged("intervention.requested", {
        ...{ at: "2026-11-01T10:01:00Z", intervention_id: "i1", conversation_id: "c1" },
      }),
      said("c1", "2026-11-03T23:59:59.999Z", { sender: "AGENT" }),
      logged("conversation.ended", { at: "2026-11-03T23:59:59.999Z", conversation_id: "c1" }),
      started("c2", "2026-11-03T09:00:00Z", { user: "u2" }),
      said("c2", "2026-11-03T09:00:10Z"),
      said("c2", "2026-11-03T09:00:20Z", { sender: "SYSTEM" }),
      said("c3", "2026-11-04T00:00:00Z"),
      said("c4", "2026-10-31T23:59:59.999Z"),
    ]);
    expect(await ask()).toEqual({
      data: [
        {
          ...{ ...NONE, date: "2026-11-01", conversations: 1, customer_messages: 1, bot_messages: 1 },
          handovers: 1,
        },
        { ...NONE, date: "2026-11-02" },
        {
          ...{ ...NONE, date: "2026-11-03", conversations: 1, customer_messages: 1, agent_messages: 1 },
          system_messages: 1,
        },
      ],
      summary: {
        ...{ total_conversations: 2, total_messages: 5, total_customer_messages: 2 },
        ...{ total_bot_messages: 1, total_agent_messages: 1, total_system_messages: 1 },
        ...{ total_unique_users: 2, total_handovers: 1, avg_messages_per_conversation: 2.5 },
        ...{ completion_rate_pct: 50, handover_rate_pct: 50 },
      },
    });
  });

  test("of nothing gives every day, and zeros", async () => {
    const { data, summary } = await ask();
    expect(data).toEqual(["2026-11-01", "2026-11-02", "2026-11-03"].map((date) => ({ date, ...NONE })));
    expect(new Set(Object.values(summary))).toEqual(new Set([0]));
  });

  test("begins days at midnight of the time zone", async () => {
    await reportAll([
      started("c1", "2026-11-01T04:59:59Z"),
      started("c2", "2026-11-01T05:00:00Z"),
      started("c3", "2026-11-04T04:59:59Z"),
      started("c4", "2026-11-04T05:00:00Z"),
    ]);
    const { data } = await ask({ timezone: "America/Bogota" });
    expect(data.map((day: { conversations: number }) => day.conversations)).toEqual([1, 0, 1]);
  });

  test("names hours with the offset of the zone, without those that clocks skip", async () => {
    await reportAll([started("c1", "2026-03-29T01:30:00Z")]);
    const day = { start_date: "2026-03-29", end_date: "2026-03-29", granularity: "hour" };
    const { data } = await ask({ ...day, timezone: "Europe/Berlin" });
    expect(data.length).toBe(23);
    const shown = data
      .slice(1, 4)
      .map(({ date, conversations }: Record<string, unknown>) => [...[date, conversations]]);
    expect(shown).toEqual([
      ["2026-03-29T01:00:00+01:00", 0],
      ["2026-03-29T03:00:00+02:00", 1],
      ["2026-03-29T04:00:00+02:00", 0],
    ]);
    expect((await ask(day)).data[1].date).toBe("2026-03-29T01:00:00Z");
    const west = await ask({ ...day, timezone: "America/St_Johns" });
    expect(west.data[23].date).toBe("2026-03-29T23:00:00-02:30");
  });
});
