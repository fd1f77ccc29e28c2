import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clock } from "../../src/clock.ts";
import { said } from "../support/conversing.ts";
import { at, describingLogicdialog, MONDAY, WEDNESDAY } from "../support/logicdialog.ts";

const { ask, reportAll, series, stack, account } = describingLogicdialog("message");

test("Logicdialog's messages are those that users sent, each day and in all", async () => {
  await reportAll([
    said("c1", at(MONDAY)),
    said("c1", at(MONDAY, 1)),
    said("c2", at(WEDNESDAY)),
    ...["AGENT", "BOT", "SYSTEM"].map((sender) => said("c1", at(MONDAY), { sender })),
    said("c1", "2026-04-05T23:59:59.999Z"),
    said("c1", "2026-04-09T00:00:00.000Z"),
  ]);
  expect(await ask()).toEqual(series({ messages: 2 }, { messages: 0 }, { messages: 1 }, { messages: 3 }));
});

describe("Logicdialog's resolutions", () => {
  test("are those of the document: dateFrom is taken from the start of its month, and alone", async () => {
    await reportAll([
      said("c1", "2024-03-31T23:59:59.999Z"),
      said("c1", "2024-04-01T00:00:00.000Z"),
      said("c1", "2024-05-20T08:59:59.999Z"),
      said("c1", "2024-05-20T09:00:00.000Z"),
    ]);
    const range = {
      dateFrom: "2024-04-16T10:57:12.873Z",
      dateTo: "2024-05-20T09:00:00Z",
      resolution: "month",
    };
    expect(await ask(range)).toMatchObject({
      dateFrom: "2024-04-01T00:00:00.000Z",
      dateTo: "2024-05-20T09:00:00.000Z",
      resolution: "month",
      data: [
        { date: "2024-04-01T00:00:00.000Z", messages: 1 },
        { date: "2024-05-01T00:00:00.000Z", messages: 1 },
      ],
      totals: { messages: 2 },
    });
  });

  test.each([
    ["hour", "2026-04-08T23:59:59.999Z", "2026-04-08T23:00:00.000Z", ["2026-04-08T23:00:00.000Z"]],
    [
      "hour",
      "2026-04-08T22:30:00Z",
      "2026-04-08T22:00:00.000Z",
      ["2026-04-08T22:00:00.000Z", "2026-04-08T23:00:00.000Z"],
    ],
    [
      "day",
      "2026-04-08T10:00:00+14:00",
      "2026-04-07T00:00:00.000Z",
      ["2026-04-07T00:00:00.000Z", "2026-04-08T00:00:00.000Z"],
    ],
    ["week", "2026-04-08T12:00:00Z", "2026-04-06T00:00:00.000Z", ["2026-04-06T00:00:00.000Z"]],
    [
      "week",
      "2026-04-05",
      "2026-03-30T00:00:00.000Z",
      ["2026-03-30T00:00:00.000Z", "2026-04-06T00:00:00.000Z"],
    ],
    [
      "month",
      "2026-03-31",
      "2026-03-01T00:00:00.000Z",
      ["2026-03-01T00:00:00.000Z", "2026-04-01T00:00:00.000Z"],
    ],
    ["quarter", "2026-04-01", "2026-04-01T00:00:00.000Z", ["2026-04-01T00:00:00.000Z"]],
    [
      "quarter",
      "2026-03-31T23:59:59.999Z",
      "2026-01-01T00:00:00.000Z",
      ["2026-01-01T00:00:00.000Z", "2026-04-01T00:00:00.000Z"],
    ],
  ])("by %s from %s up to 8 April begin at %s", async (resolution, dateFrom, starts, dates) => {
    const body = await ask({ resolution, dateFrom });
    expect([body.dateFrom, body.data.map(({ date }: { date: string }) => date)]).toEqual([starts, dates]);
  });

  test.each([
    ["2025-01-01", "2024-12-30T00:00:00.000Z"],
    ["2026-01-04", "2025-12-29T00:00:00.000Z"],
    ["2026-01-05", "2026-01-05T00:00:00.000Z"],
    ["2024-02-29", "2024-02-26T00:00:00.000Z"],
  ])("take the week of %s from its Monday, also in another year", async (day, monday) => {
    const { dateFrom, data } = await ask({ resolution: "week", dateFrom: day, dateTo: day });
    expect([dateFrom, data]).toEqual([monday, [{ date: monday, messages: 0 }]]);
  });

  const HOUR = 3_600_000;
  const lengths = { hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR };

  /** The start of the bucket that an instant is in, and of the next: by the calendar of JavaScript. */
  function bucketOf(time: number, resolution: string): [number, number] {
    if (resolution === "hour" || resolution === "day" || resolution === "week") {
      // Days since 1970-01-01, which was a Thursday.
      const offset = resolution === "week" ? 3 * 24 * HOUR : 0;
      const start = Math.floor((time + offset) / lengths[resolution]) * lengths[resolution] - offset;
      return [start, start + lengths[resolution]];
    }
    const date = new Date(time);
    const size = resolution === "quarter" ? 3 : 1;
    const month = Math.floor(date.getUTCMonth() / size) * size;
    return [Date.UTC(date.getUTCFullYear(), month), Date.UTC(date.getUTCFullYear(), month + size)];
  }

  const asked = fc.record({
    resolution: fc.constantFrom("hour", "day", "week", "month", "quarter"),
    from: fc.integer({ min: 0, max: 500 * 24 * 4 }),
    hours: fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 366 * 24 })),
  });

  test("put every message into the bucket it is of, and add up to the total, whatever is asked", async () => {
    const first = Date.parse("2024-12-25T00:00:00Z");
    const sent = fc.sample(fc.integer({ min: 0, max: 500 * 24 * 4 }), { numRuns: 500, seed: 7 });
    const times = sent.map((quarters) => first + (quarters * HOUR) / 4);
    await reportAll(times.map((time) => said("c1", new Date(time).toISOString())));
    await fc.assert(
      fc.asyncProperty(asked, async ({ resolution, from, hours }) => {
        const starts = first + (from * HOUR) / 4;
        const ends = starts + hours * HOUR;
        const expected = [];
        const [snapped] = bucketOf(starts, resolution);
        for (let bucket = snapped; bucket < ends; bucket = bucketOf(bucket, resolution)[1]) {
          const until = Math.min(ends, bucketOf(bucket, resolution)[1]);
          const messages = times.filter((time) => time >= bucket && time < until).length;
          expected.push({ date: new Date(bucket).toISOString(), messages });
        }
        const key = await stack().newKey(account());
        const parameters = {
          client: "Acme",
          resolution,
          dateFrom: new Date(starts).toISOString(),
          dateTo: new Date(ends).toISOString(),
        };
        const { body } = await stack().get("/api/agent/analytics/message", parameters, key);
        expect(body).toEqual({
          ...parameters,
          dateFrom: new Date(snapped).toISOString(),
          data: expected,
          totals: { messages: expected.reduce((sum, { messages }) => sum + messages, 0) },
        });
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  test("are of the last 30 days up to now by day, where nothing is asked for", async () => {
    await reportAll([
      said("c1", "2026-10-20T23:59:59.999Z"),
      said("c1", "2026-10-21T00:00:00.000Z"),
      said("c1", "2026-11-20T09:59:59.999Z"),
      said("c1", "2026-11-20T10:00:00.000Z"),
    ]);
    const key = await stack().newKey(account());
    const { body } = await stack().get("/api/agent/analytics/message", { client: "Acme" }, key);
    expect(body).toMatchObject({
      dateFrom: "2026-10-21T00:00:00.000Z",
      dateTo: "2026-11-20T10:00:00.000Z",
      resolution: "day",
      client: "Acme",
      totals: { messages: 2 },
    });
    expect(body.data).toHaveLength(31);
    expect(body.dateTo).toBe(clock.now().toISOString());
  });

  test("count the 30 days back from dateTo, where only that is asked for", async () => {
    const key = await stack().newKey(account());
    const parameters = { client: "Acme", dateTo: "2024-03-01" };
    const { body } = await stack().get("/api/agent/analytics/message", parameters, key);
    expect([body.dateFrom, body.dateTo, body.data.length]).toEqual([
      "2024-02-01T00:00:00.000Z",
      "2024-03-02T00:00:00.000Z",
      30,
    ]);
  });
});
