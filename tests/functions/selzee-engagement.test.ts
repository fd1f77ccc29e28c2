import { expect, test } from "vitest";
import { started } from "../support/conversing.ts";
import { times } from "../support/seed.ts";
import { describingSelzee, hoursAgo, visited, WEEK } from "../support/selzee.ts";

const { ask, reportAll } = describingSelzee("engagement");

const chatted = (number: number, hours = 1) =>
  started(`c${number} ${hours}`, hoursAgo(hours), { user_token: `token_${number}_` });

test("Selzee's engagement is the documented example, from the data that it describes", async () => {
  await reportAll([
    ...times(1_250, (number) => visited("visitor.seen", number)),
    ...times(1_050, (number) => visited("popup.displayed", number)),
    ...times(950, (number) => visited("widget.opened", number)),
    ...times(800, (number) => chatted(number)),
  ]);
  expect(await ask()).toEqual({
    ...WEEK,
    total_users: 1_250,
    total_users_approached: 1_050,
    total_users_opened: 950,
    total_users_chatted: 800,
    approached_ratio: 84,
    opened_ratio: 76,
    chatted_ratio: 64,
  });
});

test("Selzee's engagement counts a token once, and only one that was seen as a visitor, within its days", async () => {
  const old = { at: hoursAgo(7 * 24 + 1) };
  await reportAll([
    ...times(2, () => visited("visitor.seen", 1)),
    ...times(2, () => visited("popup.displayed", 1)),
    visited("visitor.seen", 2),
    visited("widget.opened", 2, old),
    chatted(2, 7 * 24 + 1),
    chatted(2),
    visited("visitor.seen", 3),
    visited("visitor.seen", 4, old),
    visited("widget.opened", 4),
    visited("popup.opened", 5),
    chatted(5),
  ]);
  expect(await ask()).toEqual({
    ...WEEK,
    total_users: 3,
    total_users_approached: 1,
    total_users_opened: 0,
    total_users_chatted: 1,
    approached_ratio: 33.33,
    opened_ratio: 0,
    chatted_ratio: 33.33,
  });
});

test("Selzee's engagement of nobody is zero", async () => {
  expect(await ask()).toMatchObject({
    total_users: 0,
    approached_ratio: 0,
    opened_ratio: 0,
    chatted_ratio: 0,
  });
});
