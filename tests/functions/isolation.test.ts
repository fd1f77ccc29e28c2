import { describe, expect, test } from "vitest";
import { REPORTS, running } from "../support/reporting.ts";
import { batch, pageView, times, visitor, widgetEvent } from "../support/seed.ts";

const RANGE = { start_date: "2026-04-10", end_date: "2026-04-10" };

const stack = running();

/** An account whose every recorded value carries its name. */
async function tenant(name: string, country: string, size: number) {
  const account = await stack().newAccount();
  const assistant_id = await stack().newAssistant(account, { name: `Company ${name}` });
  for (const number of times(size, (index) => index)) {
    const at = `2026-04-10T12:00:00.00${number}Z`;
    // Both tenants have the same visitors and the same paths, so that only the key tells them apart.
    await stack().record(
      batch(
        assistant_id,
        visitor(number),
        [
          pageView(at, "/shared", { source: `source-${name}`, medium: "referral", title: `Title ${name}` }),
          widgetEvent(at, "widget_open", "/shared", { session_id: `s_${name}` }),
        ],
        { country, browser: `Browser ${name}`, os: `OS ${name}`, language: name },
      ),
    );
  }
  return { assistant_id, key: await stack().newKey(account) };
}

describe("a key", () => {
  test("of one account never yields a byte of another's", async () => {
    const [first, second] = [await tenant("qq", "GB", 2), await tenant("zz", "US", 5)];
    for (const [{ assistant_id, key }, own, foreign, size] of [
      [first, "qq", "zz", 2],
      [second, "zz", "qq", 5],
    ] as const) {
      for (const report of REPORTS) {
        const { status, body } = await stack().get(
          `/api/v1/analytics/${report}`,
          { assistant_id, ...RANGE },
          key,
        );
        const text = JSON.stringify(body);
        expect([report, status]).toEqual([report, 200]);
        expect(text).not.toMatch(new RegExp(`-${foreign}| ${foreign}|_${foreign}|"${foreign}"`));
        expect(text).not.toContain(own === "qq" ? '"US"' : '"GB"');
        expect(text).toContain(String(size));
      }
      const assistants = (await stack().get("/api/v1/assistants", {}, key)).body;
      expect(assistants.data.map(({ name }: { name: string }) => name)).toEqual([`Company ${own}`]);
      const views = await stack().get("/api/v1/analytics/pageviews", { assistant_id, ...RANGE }, key);
      expect(views.body.summary).toEqual({
        total_pageviews: size,
        total_unique_visitors: size,
        avg_pageviews_per_day: size,
      });
    }
  });
});
