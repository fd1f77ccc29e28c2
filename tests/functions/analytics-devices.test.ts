import { describe, expect, test } from "vitest";
import { describeFilterContract, describeReportContract } from "../support/contract.ts";
import { reporting } from "../support/reporting.ts";
import { pageView, spread, visitor } from "../support/seed.ts";

const RANGE = { start_date: "2026-04-01", end_date: "2026-04-21" };
const { ask, path, record, stack } = reporting("devices", RANGE);

describe("GET /analytics/devices", () => {
  describeReportContract({ path, stack });
  describeFilterContract({ path, stack });

  test("gives the document's example, whose 760 sessions also have browsers and systems it does not list", async () => {
    const types = spread({ desktop: 412, mobile: 289, tablet: 59 });
    const browsers = spread({ Chrome: 390, Safari: 241, Firefox: 70, Edge: 59 });
    const systems = spread({ Windows: 298, iOS: 201, macOS: 171, Android: 50, unknown: 40 });
    for (const [number, device_type] of types.entries()) {
      const os = systems[number] === "unknown" ? null : systems[number];
      await record(visitor(number), [pageView("2026-04-10T12:00:00.000Z", "/")], {
        device_type,
        browser: browsers[number],
        os,
        // Many clients: what is one device in the report is many rows in the dictionary.
        screen_width: 1_000 + (number % 7),
      });
    }
    expect(await ask()).toEqual({
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
    const empty = { start_date: "2026-05-01", end_date: "2026-05-01" };
    expect(await ask(empty)).toEqual({
      device_types: [],
      browsers: [],
      operating_systems: [],
    });
  });
});
