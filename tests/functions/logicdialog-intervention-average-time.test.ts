import { expect, test } from "vitest";
import { logged } from "../support/logging.ts";
import { at, describingLogicdialog, MONDAY, TUESDAY } from "../support/logicdialog.ts";

const { ask, reportAll, series } = describingLogicdialog("intervention/average-time");

const happened = (type: string, id: string, time: string) =>
  logged(`intervention.${type}`, { intervention_id: id, at: time });

test("Logicdialog's average time is from request to acceptance, its duration from there to the end", async () => {
  await reportAll([
    happened("requested", "i1", at(MONDAY)),
    happened("accepted", "i1", at(MONDAY, 10)),
    happened("ended", "i1", at(MONDAY, 70)),
    happened("requested", "i2", at(MONDAY)),
    happened("accepted", "i2", at(MONDAY, 20.5)),
    happened("requested", "i3", at(TUESDAY)),
    happened("accepted", "i4", at(TUESDAY)),
    happened("ended", "i4", at(TUESDAY, 90)),
  ]);
  // 10 and 20.5 s are 15.25 on average, which is rounded up; 60 and 90 s are 75 over both days.
  expect(await ask()).toEqual(
    series(
      { averageTime: 15.3, averageDuration: 60 },
      { averageTime: null, averageDuration: 90 },
      { averageTime: null, averageDuration: null },
      { averageTime: 15.3, averageDuration: 75 },
    ),
  );
});

test("Logicdialog's average over a range is that of its interventions, not of its days", async () => {
  await reportAll(
    [1, 2, 3, 4].flatMap((number) => {
      const day = number < 4 ? MONDAY : TUESDAY;
      const id = `i${number}`;
      return [happened("requested", id, at(day)), happened("accepted", id, at(day, number < 4 ? 1 : 5))];
    }),
  );
  const { data, totals } = await ask();
  expect([data[0].averageTime, data[1].averageTime, totals]).toEqual([
    1,
    5,
    { averageTime: 2, averageDuration: null },
  ]);
});
