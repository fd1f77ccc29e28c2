import { expect, test } from "vitest";
import { logged } from "../support/logging.ts";
import { at, describingLogicdialog, MONDAY, TUESDAY } from "../support/logicdialog.ts";

const { ask, reportAll, series } = describingLogicdialog("intervention/average-time-by-agent-series");

const happened = (type: string, id: string, time: string, agent?: string) =>
  logged(`intervention.${type}`, { intervention_id: id, at: time, agent });

test("Logicdialog's averages by agent are each agent's own, by name", async () => {
  await reportAll([
    happened("requested", "i1", at(MONDAY)),
    happened("accepted", "i1", at(MONDAY, 10), "Bob"),
    happened("ended", "i1", at(MONDAY, 40)),
    happened("requested", "i2", at(MONDAY)),
    happened("accepted", "i2", at(MONDAY, 4), "Ann"),
    happened("requested", "i3", at(TUESDAY)),
    happened("accepted", "i3", at(TUESDAY, 6), "Ann"),
    happened("ended", "i3", at(TUESDAY, 12)),
    happened("requested", "i4", at(TUESDAY)),
    happened("accepted", "i4", at(TUESDAY, 1)),
    happened("requested", "i5", at(TUESDAY), "Cid"),
  ]);
  const of = (agent: string, averageTime: number | null, averageDuration: number | null) => ({
    agent,
    averageTime,
    averageDuration,
  });
  expect(await ask()).toEqual(
    series(
      { agents: [of("Ann", 4, null), of("Bob", 10, 30)] },
      { agents: [of("Ann", 6, 6), of("unknown", 1, null)] },
      { agents: [] },
      { agents: [of("Ann", 5, 6), of("Bob", 10, 30), of("unknown", 1, null)] },
    ),
  );
});
