import { describe, expect, test } from "vitest";
import { describeKeyContract, expectError } from "./contract.ts";
import { conversing, noon } from "./conversing.ts";
import type { LogEvent } from "./logging.ts";
import { times } from "./seed.ts";

/**
 * What Sarufi's series of one kind of thing do.
 *
 * @param counted.name as the path and the overview call it
 * @param counted.make makes the thing of a number that happens at a time
 * @param counted.example the documented counts of three days
 */
export function describeSeries(counted: {
  name: "conversations" | "messages";
  make: (number: number, at: string) => LogEvent;
  example: [number, number, number];
}): void {
  const { name, make, example } = counted;
  const path = `/api/dev/v1/chatbots/:chatbot_id/analytics/${name}`;
  const { ask, get, reportAll, stack } = conversing(path);

  describe(`Sarufi's ${name}`, () => {
    test("are the documented example, from the data that it describes", async () => {
      const days = example.map((count, day) => ({ date: `2026-02-0${day + 1}`, count }));
      await reportAll(
        days.flatMap(({ date, count }, day) =>
          times(count, (number) => make(day * 1_000 + number, noon(date, number))),
        ),
      );
      expect(await ask({ start_date: "2026-02-01", end_date: "2026-02-03" })).toEqual({ series: days });
    });

    test("add up to the overview of the same days, with a 0 for each day of nothing", async () => {
      await reportAll([make(1, noon("2026-02-03")), make(2, "2026-02-28T23:59:59.999Z")]);
      const range = { start_date: "2026-02-02", end_date: "2026-02-28" };
      const { series } = await ask(range);
      expect(series).toHaveLength(27);
      expect(series.filter(({ count }: { count: number }) => count > 0)).toEqual([
        { date: "2026-02-03", count: 1 },
        { date: "2026-02-28", count: 1 },
      ]);
      expect((await get(range, undefined, "overview")).body[`total_${name}`]).toBe(2);
    });

    test("are those of the last 30 days and today where no range is asked for", async () => {
      const { series } = await ask();
      expect([series.length, series[0].date, series.at(-1).date]).toEqual([31, "2026-10-21", "2026-11-20"]);
    });

    test("knows no chatbot of another account", async () => {
      const theirs = await stack().newAssistant(await stack().newAccount());
      expectError(await get({}, theirs), 404, "ASSISTANT_NOT_FOUND", /^The chatbot_id does not belong/);
    });

    describeKeyContract({ path: path.replace(":chatbot_id", "ast_any"), stack });
  });
}
