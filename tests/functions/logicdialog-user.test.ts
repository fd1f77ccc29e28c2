import { expect, test } from "vitest";
import { said, started } from "../support/conversing.ts";
import { logged } from "../support/logging.ts";
import { at, describingLogicdialog, MONDAY, TUESDAY, WEDNESDAY } from "../support/logicdialog.ts";

const { ask, reportAll, rows, series } = describingLogicdialog("user");

test("Logicdialog's users are created by their first message or click, and active by any", async () => {
  await reportAll([
    started("c1", at(MONDAY), { user: "ann" }),
    said("c1", at(MONDAY, 1)),
    said("c1", at(MONDAY, 2)),
    said("c1", at(WEDNESDAY)),
    said("c2", at(MONDAY), { user: "bob" }),
    logged("link.clicked", { url: "https://acme.com/", user: "eve", at: at(TUESDAY) }),
    said("c2", at(TUESDAY), { user: "bob" }),
  ]);
  // Five on days, and three in all: who is active on two days is one person.
  expect(await ask()).toEqual(
    series(
      { created: 2, active: 2 },
      { created: 1, active: 2 },
      { created: 0, active: 1 },
      { created: 3, active: 3 },
    ),
  );
});

test("Logicdialog's users created before the range are active in it, and no longer created", async () => {
  await reportAll([
    said("c1", "2026-04-05T23:59:59.999Z", { user: "ann" }),
    said("c1", "2026-04-06T00:00:00.000Z", { user: "ann" }),
    said("c2", "2026-04-08T23:59:59.999Z", { user: "bob" }),
    said("c3", "2026-04-09T00:00:00.000Z", { user: "eve" }),
  ]);
  expect(await ask()).toEqual(
    series(
      { created: 0, active: 1 },
      { created: 0, active: 0 },
      { created: 1, active: 1 },
      { created: 1, active: 2 },
    ),
  );
});

test("Logicdialog's users are not those with whom only the bot spoke, and strangers count by conversation", async () => {
  await reportAll([
    started("c1", at(MONDAY), { user: "ann" }),
    said("c1", at(MONDAY), { sender: "BOT" }),
    said("c1", at(MONDAY), { sender: "AGENT" }),
    said("c2", at(TUESDAY)),
    said("c2", at(TUESDAY, 1)),
    said("c3", at(TUESDAY)),
  ]);
  expect(await ask()).toEqual(
    series(
      { created: 0, active: 0 },
      { created: 2, active: 2 },
      { created: 0, active: 0 },
      { created: 2, active: 2 },
    ),
  );
});

test("Logicdialog's users by hour are those of each hour, from rollups too", async () => {
  await reportAll([
    said("c1", at(MONDAY), { user: "ann" }),
    said("c1", at(MONDAY, 3_599), { user: "ann" }),
    said("c2", at(MONDAY, 1), { user: "bob" }),
    said("c1", at(MONDAY, 3_600), { user: "ann" }),
  ]);
  const asked = { resolution: "hour", dateFrom: at(MONDAY, -1), dateTo: at(MONDAY, 7_200) };
  const figures = [
    { date: "2026-04-06T09:00:00.000Z", created: 0, active: 0 },
    { date: "2026-04-06T10:00:00.000Z", created: 2, active: 2 },
    { date: "2026-04-06T11:00:00.000Z", created: 0, active: 1 },
  ];
  const [raw, , rolled] = [
    await ask(asked),
    await rows("select analytics.roll_up_log_day(assistant_key, day) from analytics.log_days"),
    await ask(asked),
  ];
  expect([raw.data, raw.totals]).toEqual([figures, { created: 2, active: 2 }]);
  expect(rolled).toEqual(raw);
});
