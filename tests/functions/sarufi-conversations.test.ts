import { describe, expect, test } from "vitest";
import { describeKeyContract, expectError } from "../support/contract.ts";
import { conversing, noon, started } from "../support/conversing.ts";
import { times } from "../support/seed.ts";

const PATH = "/api/dev/v1/chatbots/:chatbot_id/analytics/conversations";
const { ask, get, reportAll, stack } = conversing(PATH);

const DAYS = { "2026-02-01": 45, "2026-02-02": 62, "2026-02-03": 38 };

describe("Sarufi's conversations", () => {
  test("are the documented example, from the data that it describes", async () => {
    await reportAll(
      Object.entries(DAYS).flatMap(([day, count]) =>
        times(count, (number) => started(`${day} ${number}`, noon(day, number))),
      ),
    );
    expect(await ask({ start_date: "2026-02-01", end_date: "2026-02-03" })).toEqual({
      series: [
        { date: "2026-02-01", count: 45 },
        { date: "2026-02-02", count: 62 },
        { date: "2026-02-03", count: 38 },
      ],
    });
  });

  test("add up to the overview of the same days, with a 0 for each day of nothing", async () => {
    await reportAll([started("c1", noon("2026-02-03")), started("c2", "2026-02-28T23:59:59.999Z")]);
    const range = { start_date: "2026-02-02", end_date: "2026-02-28" };
    const { series } = await ask(range);
    expect(series).toHaveLength(27);
    expect(series.filter(({ count }: { count: number }) => count > 0)).toEqual([
      { date: "2026-02-03", count: 1 },
      { date: "2026-02-28", count: 1 },
    ]);
    const overview = await get(range, undefined, "overview");
    expect(overview.body.total_conversations).toBe(2);
  });

  test("are those of the last 30 days and today where no range is asked for", async () => {
    const { series } = await ask();
    expect([series.length, series[0].date, series.at(-1).date]).toEqual([31, "2026-10-21", "2026-11-20"]);
  });

  test("knows no chatbot of another account", async () => {
    const theirs = await stack().newAssistant(await stack().newAccount());
    expectError(await get({}, theirs), 404, "ASSISTANT_NOT_FOUND", /^The chatbot_id does not belong/);
  });

  describeKeyContract({ path: PATH.replace(":chatbot_id", "ast_any"), stack });
});
