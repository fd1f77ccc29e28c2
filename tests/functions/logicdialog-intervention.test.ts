import { expect, test } from "vitest";
import { logged } from "../support/logging.ts";
import { at, describingLogicdialog, MONDAY, TUESDAY, WEDNESDAY } from "../support/logicdialog.ts";

const { ask, reportAll, series } = describingLogicdialog("intervention");

const happened = (type: string, id: string, time: string) =>
  logged(`intervention.${type}`, { intervention_id: id, at: time });

test("Logicdialog's interventions count once, when they start: by request, else by acceptance, else by end", async () => {
  await reportAll([
    happened("requested", "i1", at(MONDAY)),
    happened("accepted", "i1", at(TUESDAY)),
    happened("ended", "i1", at(WEDNESDAY)),
    happened("requested", "i2", at(MONDAY)),
    happened("accepted", "i3", at(TUESDAY)),
    happened("ended", "i4", at(WEDNESDAY)),
    happened("requested", "i5", "2026-04-05T23:59:59.999Z"),
    happened("accepted", "i5", at(MONDAY)),
  ]);
  expect(await ask()).toEqual(
    series({ interventions: 2 }, { interventions: 1 }, { interventions: 1 }, { interventions: 4 }),
  );
});
