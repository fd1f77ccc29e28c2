import { describe, expect, test } from "vitest";
import { describeReportContract } from "../support/contract.ts";
import { conversationReport } from "../support/conversation-reports.ts";
import { noon, started } from "../support/conversing.ts";
import { logged } from "../support/logging.ts";
import { times } from "../support/seed.ts";

const RANGE = { start_date: "2026-11-19", end_date: "2026-11-20" };
const { path, stack, ask, reportAll } = conversationReport("popups", RANGE);

const popup = (name: string, at: string, more: Record<string, unknown> = { popup_version: "v1" }) =>
  logged(`popup.${name}`, { user_token: "token_of_1", at, ...more });

describe("GET /analytics/popups", () => {
  describeReportContract({ path, stack });

  test("counts versions shown and opened, and how conversations were opened", async () => {
    await reportAll([
      ...times(3, (number) => popup("displayed", noon("2026-11-19", number))),
      popup("opened", noon("2026-11-19", 5)),
      popup("displayed", noon("2026-11-19"), {}),
      popup("displayed", noon("2026-11-18")),
      started("c1", noon("2026-11-19"), { opened_by: "popup" }),
      started("c2", noon("2026-11-19"), { opened_by: "chat_button" }),
      started("c3", noon("2026-11-19")),
    ]);
    expect(await ask()).toEqual({
      data: [
        { popup_version: "unknown", displayed: 1, opened: 0, opened_pct: 0 },
        { popup_version: "v1", displayed: 3, opened: 1, opened_pct: 33.33 },
      ],
      conversations: {
        ...{ total: 3, opened_by_popup: 1, opened_by_chat_button: 1, opened_by_popup_pct: 33.33 },
      },
    });
  });

  test("of nothing lists no version", async () => {
    expect(await ask()).toEqual({
      data: [],
      conversations: {
        ...{ total: 0, opened_by_popup: 0, opened_by_chat_button: 0, opened_by_popup_pct: 0 },
      },
    });
  });
});
