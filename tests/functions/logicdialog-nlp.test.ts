import { expect, test } from "vitest";
import { said } from "../support/conversing.ts";
import { at, describingLogicdialog, MONDAY, TUESDAY } from "../support/logicdialog.ts";

const { ask, reportAll, series } = describingLogicdialog("nlp");

test("Logicdialog's inputs are matched with an intent and unmatched without one", async () => {
  await reportAll([
    said("c1", at(MONDAY), { free_text: true, intent: "order" }),
    said("c1", at(MONDAY, 1), { intent: "order" }),
    said("c1", at(MONDAY, 2), { free_text: true }),
    said("c1", at(TUESDAY), { confidence: 0.2 }),
  ]);
  expect(await ask()).toEqual(
    series(
      { matched: 2, unmatched: 1 },
      { matched: 0, unmatched: 1 },
      { matched: 0, unmatched: 0 },
      { matched: 2, unmatched: 2 },
    ),
  );
});

test("Logicdialog's inputs are not what was chosen, nor what the bot says", async () => {
  await reportAll([
    said("c1", at(MONDAY)),
    said("c1", at(MONDAY, 1), { free_text: false, intent: "order" }),
    said("c1", at(MONDAY, 2), { sender: "BOT", intent: "order" }),
  ]);
  expect((await ask()).totals).toEqual({ matched: 0, unmatched: 0 });
});
