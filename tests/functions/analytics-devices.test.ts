import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { describeReportContract } from "../support/contract.ts";
import { batch, pageView, spread, visitor } from "../support/seed.ts";
import { type Stack, startStack } from "../support/stack.ts";

const PATH = "/api/v1/analytics/devices";

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack.stop());

describe("GET /analytics/devices", () => {
  describeReportContract({ path: PATH, stack: () => stack });

  test("gives the document's example, whose 760 sessions also have browsers and systems it does not list", async () => {
    const account = await stack.newAccount();
    const assistant_id = await stack.newAssistant(account);
    const types = spread({ desktop: 412, mobile: 289, tablet: 59 });
    const browsers = spread({ Chrome: 390, Safari: 241, Firefox: 70, Edge: 59 });
    const systems = spread({ Windows: 298, iOS: 201, macOS: 171, Android: 50, unknown: 40 });
    for (const [number, device_type] of types.entries()) {
      const os = systems[number] === "unknown" ? null : systems[number];
      await stack.record(
        batch(assistant_id, visitor(number), [pageView("2026-04-10T12:00:00.000Z", "/")], {
          device_type,
          browser: browsers[number],
          os,
          // Many clients: what is one device in the report is many rows in the dictionary.
          screen_width: 1_000 + (number % 7),
        }),
      );
    }
    const key = await stack.newKey(account);
    const range = { assistant_id, start_date: "2026-04-01", end_date: "2026-04-21" };
    expect((await stack.get(PATH, range, key)).body).toEqual({
      device_types: [
        { type: "desktop", sessions: 412, pct: 54.2 },
        { type: "mobile", sessions: 289, pct: 38 },
        { type: "tablet", sessions: 59, pct: 7.8 },
      ],
      browsers: [
        { browser: "Chrome", sessions: 390, pct: 51.3 },
        { browser: "Safari", sessions: 241, pct: 31.7 },
        { browser: "Firefox", sessions: 70, pct: 9.2 },
        { browser: "Edge", sessions: 59, pct: 7.8 },
      ],
      operating_systems: [
        { os: "Windows", sessions: 298, pct: 39.2 },
        { os: "iOS", sessions: 201, pct: 26.4 },
        { os: "macOS", sessions: 171, pct: 22.5 },
        { os: "Android", sessions: 50, pct: 6.6 },
        { os: null, sessions: 40, pct: 5.3 },
      ],
    });
    const empty = { ...range, start_date: "2026-05-01", end_date: "2026-05-01" };
    expect((await stack.get(PATH, empty, key)).body).toEqual({
      device_types: [],
      browsers: [],
      operating_systems: [],
    });
  });
});
