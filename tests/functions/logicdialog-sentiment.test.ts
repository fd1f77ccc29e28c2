import { expect, test } from "vitest";
import { started } from "../support/conversing.ts";
import { logged } from "../support/logging.ts";
import { at, describingLogicdialog, MONDAY, TUESDAY, WEDNESDAY } from "../support/logicdialog.ts";

const { ask, reportAll, series } = describingLogicdialog("sentiment");

const analyzed = (id: string, seconds: number, sentiment?: string) =>
  logged("conversation.analyzed", { conversation_id: id, at: at(WEDNESDAY, seconds), sentiment });

test("Logicdialog's sentiment is that of a conversation's latest analysis, on the day of its start", async () => {
  await reportAll([
    ...["c1", "c2"].map((id) => started(id, at(MONDAY))),
    ...["c3", "c4", "c5", "c6"].map((id) => started(id, at(TUESDAY))),
    analyzed("c1", 0, "positive"),
    analyzed("c2", 2, "negative"),
    analyzed("c2", 1, "positive"),
    analyzed("c3", 0, "neutral"),
    analyzed("c4", 0, "neutral"),
    analyzed("c5", 0),
  ]);
  expect(await ask()).toEqual(
    series(
      { positive: 1, negative: 1, neutral: 0 },
      { positive: 0, negative: 0, neutral: 2 },
      { positive: 0, negative: 0, neutral: 0 },
      { positive: 1, negative: 1, neutral: 2 },
    ),
  );
});
