import { describe, expect, test } from "vitest";
import { describeKeyContract, expectError } from "../support/contract.ts";
import { conversing, noon, said } from "../support/conversing.ts";
import { times } from "../support/seed.ts";

const PATH = "/api/dev/v1/chatbots/:chatbot_id/analytics/messages";
const { ask, get, reportAll, stack } = conversing(PATH);

const DAYS = { "2026-02-01": 310, "2026-02-02": 428, "2026-02-03": 265 };

describe("Sarufi's messages", () => {
  test("are the documented example, from the data that it describes", async () => {
    await reportAll(
      Object.entries(DAYS).flatMap(([day, count]) =>
        times(count, (number) =>
          said(`c${number % 40}`, noon(day, number), { sender: number % 3 === 0 ? "BOT" : "CUSTOMER" }),
        ),
      ),
    );
    expect(await ask({ start_date: "2026-02-01", end_date: "2026-02-03" })).toEqual({
      series: [
        { date: "2026-02-01", count: 310 },
        { date: "2026-02-02", count: 428 },
        { date: "2026-02-03", count: 265 },
      ],
    });
  });

  test("add up to the overview of the same days, with a 0 for each day of nothing", async () => {
    await reportAll([said("c1", noon("2026-02-03")), said("c2", "2026-02-28T23:59:59.999Z")]);
    const range = { start_date: "2026-02-02", end_date: "2026-02-28" };
    const { series } = await ask(range);
    expect(series).toHaveLength(27);
    expect(series.filter(({ count }: { count: number }) => count > 0)).toEqual([
      { date: "2026-02-03", count: 1 },
      { date: "2026-02-28", count: 1 },
    ]);
    const overview = await get(range, undefined, "overview");
    expect(overview.body.total_messages).toBe(2);
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
