import { expect, test } from "vitest";
import { logged } from "../support/logging.ts";
import { at, describingLogicdialog, MONDAY, TUESDAY } from "../support/logicdialog.ts";

const { answer, ask, reportAll, series, stack } = describingLogicdialog(
  "intervention/average-time-by-agent-series",
);

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

test("Logicdialog's averages by agent list no agent in an hour without such a time, rolled up too", async () => {
  await reportAll([
    happened("requested", "i1", at(MONDAY)),
    happened("accepted", "i1", at(MONDAY, 10), "Bob"),
  ]);
  await stack().execute("select analytics.roll_up_log_day(assistant_key, day) from analytics.log_days");
  const agents = [{ agent: "Bob", averageTime: 10, averageDuration: null }];
  const range = { dateFrom: `${MONDAY}T10:00:00Z`, dateTo: `${MONDAY}T12:00:00Z` };
  expect(await ask({ ...range, resolution: "hour" })).toEqual(
    answer({
      dateFrom: "2026-04-06T10:00:00.000Z",
      dateTo: "2026-04-06T12:00:00.000Z",
      resolution: "hour",
      data: [
        { date: "2026-04-06T10:00:00.000Z", agents },
        { date: "2026-04-06T11:00:00.000Z", agents: [] },
      ],
      totals: { agents },
    }),
  );
});
