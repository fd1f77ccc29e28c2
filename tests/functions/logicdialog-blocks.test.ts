import { expect, test } from "vitest";
import { said } from "../support/conversing.ts";
import { at, describingLogicdialog, MONDAY, TUESDAY } from "../support/logicdialog.ts";

const { ask, reportAll, series } = describingLogicdialog("blocks");

const shown = (response: string | undefined, time: string) =>
  said("c1", time, { sender: "BOT", response, triggered_by: "button" });

test("Logicdialog's blocks are the responses shown on each day", async () => {
  await reportAll([
    shown("greeting", at(MONDAY)),
    shown("greeting", at(MONDAY, 1)),
    shown("prices", at(MONDAY, 2)),
    shown(undefined, at(MONDAY, 3)),
    shown("prices", at(TUESDAY)),
  ]);
  expect(await ask()).toEqual(
    series(
      {
        responses: [
          { name: "greeting", value: 2 },
          { name: "prices", value: 1 },
        ],
      },
      { responses: [{ name: "prices", value: 1 }] },
      { responses: [] },
      {
        responses: [
          { name: "greeting", value: 2 },
          { name: "prices", value: 2 },
        ],
      },
    ),
  );
});
