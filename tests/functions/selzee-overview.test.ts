import { expect, test } from "vitest";
import { said, started } from "../support/conversing.ts";
import { times } from "../support/seed.ts";
import { describingSelzee, hoursAgo, WEEK } from "../support/selzee.ts";

const { ask, reportAll } = describingSelzee("overview");

test("Selzee's overview is the documented example, from the data that it describes", async () => {
  await reportAll([
    ...times(150, (number) => started(`c${number}`, hoursAgo(100))),
    // Seventeen conversations of an hour and a half and longer: no more than that is saved.
    ...times(17, (number) => said(`c${number}`, hoursAgo(98.5 - number))),
    ...times(500, (number) => said(`c${20 + (number % 100)}`, hoursAgo(100), { sender: "BOT" })),
  ]);
  expect(await ask()).toEqual({
    ...WEEK,
    total_conversations: 150,
    total_ai_messages: 500,
    saved_hours: "25.5",
  });
});

test("Selzee's overview counts what happened within its days", async () => {
  await reportAll([
    started("old", hoursAgo(7 * 24 + 1)),
    started("going on", hoursAgo(7 * 24 + 1)),
    said("going on", hoursAgo(7 * 24), { sender: "BOT" }),
    said("old", hoursAgo(7 * 24 + 0.5), { sender: "BOT" }),
  ]);
  expect(await ask()).toEqual({
    ...WEEK,
    total_conversations: 1,
    total_ai_messages: 1,
    saved_hours: "1.0",
  });
  expect(await ask({ timeframe: "8" })).toMatchObject({
    total_conversations: 2,
    total_ai_messages: 2,
    saved_hours: "1.5",
  });
});

test("Selzee's overview of nothing is zero", async () => {
  expect(await ask()).toEqual({
    ...WEEK,
    total_conversations: 0,
    total_ai_messages: 0,
    saved_hours: "0.0",
  });
});
