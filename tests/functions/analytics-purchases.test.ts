import { describe, expect, test } from "vitest";
import { describeReportContract } from "../support/contract.ts";
import { conversationReport } from "../support/conversation-reports.ts";
import { noon, started } from "../support/conversing.ts";
import { logged } from "../support/logging.ts";

const { path, stack, ask, assistantId, reportAll } = conversationReport("purchases", {
  start_date: "2026-11-18",
  end_date: "2026-11-19",
});

const [FIRST, SECOND] = ["token_of_0", "token_of_1"];
const seen = (user_token: string) => logged("visitor.seen", { user_token, at: noon("2026-11-18") });
const bought = (user_token: string, order_number: string, at: string, value: number) =>
  logged("purchase", { user_token, order_number, at, value, currency: "EUR" });

describe("GET /analytics/purchases", () => {
  describeReportContract({ path, stack });

  test("tells purchases after a conversation from those without one", async () => {
    await reportAll([
      ...[seen(FIRST), seen(SECOND)],
      started("c1", noon("2026-11-18", 60), { user_token: SECOND }),
      bought(SECOND, "1", noon("2026-11-18", 120), 30),
      bought(SECOND, "2", noon("2026-11-19"), 20.5),
      bought(FIRST, "3", noon("2026-11-19"), 10),
      bought(FIRST, "4", noon("2026-11-20", -10_800), 99),
    ]);
    const data = {
      ...{ visitors: 2, visitors_chatted: 1, buyers: 2, buyers_with_chat: 1 },
      buyers_without_chat: 1,
      ...{ revenue_eur: 60.5, revenue_with_chat_eur: 50.5, revenue_without_chat_eur: 10 },
      ...{ conversion_rate_with_chat_pct: 100, conversion_rate_without_chat_pct: 50 },
      ...{ avg_order_value_with_chat_eur: 25.25, avg_order_value_without_chat_eur: 10 },
    };
    expect(await ask()).toEqual({ data });
    await stack().execute("update public.assistants set ab_test_enabled = true where id = $1", [
      assistantId(),
    ]);
    expect(await ask()).toEqual({
      data,
      ab_test: {
        control: {
          ...{ visitors: 1, orders: 1, conversion_rate_pct: 100, avg_order_value_eur: 10 },
          revenue_per_visitor_eur: 10,
        },
        test: {
          ...{ visitors: 1, orders: 2, conversion_rate_pct: 100, avg_order_value_eur: 25.25 },
          revenue_per_visitor_eur: 50.5,
        },
      },
    });
  });

  test("of nothing gives zeros", async () => {
    expect(new Set(Object.values((await ask()).data))).toEqual(new Set([0]));
  });
});
