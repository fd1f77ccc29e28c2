import { expect, test } from "vitest";
import { said, started } from "../support/conversing.ts";
import { at, describingLogicdialog, MONDAY, TUESDAY } from "../support/logicdialog.ts";

const { ask, reportAll, series } = describingLogicdialog("message-groups");

test("Logicdialog's message groups are users' messages by topic: their own, else their conversation's", async () => {
  await reportAll([
    started("c1", at(MONDAY), { topic: "orders" }),
    said("c1", at(MONDAY)),
    said("c1", at(MONDAY, 1)),
    said("c1", at(MONDAY, 2), { topic: "Returns" }),
    said("c1", at(MONDAY, 3), { topic: "about us" }),
    said("c1", at(MONDAY, 4), { sender: "BOT", topic: "orders" }),
    said("c2", at(TUESDAY), { topic: "Returns" }),
    said("c2", at(TUESDAY, 1)),
  ]);
  expect(await ask()).toEqual(
    series(
      {
        topics: [
          { name: "orders", value: 2 },
          { name: "Returns", value: 1 },
          { name: "about us", value: 1 },
        ],
      },
      { topics: [{ name: "Returns", value: 1 }] },
      { topics: [] },
      {
        topics: [
          { name: "Returns", value: 2 },
          { name: "orders", value: 2 },
          { name: "about us", value: 1 },
        ],
      },
    ),
  );
});
