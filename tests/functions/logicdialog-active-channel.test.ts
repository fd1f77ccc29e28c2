import { expect, test } from "vitest";
import { said, started } from "../support/conversing.ts";
import { at, describingLogicdialog, MONDAY, TUESDAY } from "../support/logicdialog.ts";

const { ask, reportAll, series } = describingLogicdialog("active-channel");

test("Logicdialog's active channels count each user once a day, and once in all", async () => {
  await reportAll([
    started("c1", at(MONDAY), { channel: "WebChat", user: "ann" }),
    started("c2", at(MONDAY), { channel: "WebChat", user: "bob" }),
    started("c3", at(MONDAY), { channel: "Messenger", user: "ann" }),
    said("c1", at(MONDAY)),
    said("c1", at(MONDAY, 1)),
    said("c1", at(TUESDAY)),
    said("c2", at(MONDAY)),
    said("c3", at(MONDAY)),
    said("c4", at(TUESDAY), { user: "eve" }),
  ]);
  expect(await ask()).toEqual(
    series(
      {
        channels: [
          { name: "WebChat", value: 2 },
          { name: "Messenger", value: 1 },
        ],
      },
      {
        channels: [
          { name: "WebChat", value: 1 },
          { name: "unknown", value: 1 },
        ],
      },
      { channels: [] },
      {
        channels: [
          { name: "WebChat", value: 2 },
          { name: "Messenger", value: 1 },
          { name: "unknown", value: 1 },
        ],
      },
    ),
  );
});

test("Logicdialog's active channels know no user to whom only the bot spoke", async () => {
  await reportAll([
    started("c1", at(MONDAY), { channel: "WebChat", user: "ann" }),
    said("c1", at(MONDAY), { sender: "BOT" }),
  ]);
  expect((await ask()).totals).toEqual({ channels: [] });
});
