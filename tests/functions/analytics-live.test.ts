import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { clock } from "../../src/clock.ts";
import { describeKeyContract, expectError } from "../support/contract.ts";
import { reporting } from "../support/reporting.ts";
import { pageView, visitor, widgetEvent } from "../support/seed.ts";

const { ask, get, path, record, stack } = reporting("live");
const google = { source: "google", medium: "organic" };

const now = clock.now;
beforeEach(() => {
  clock.now = () => new Date("2026-04-03T00:02:00.000Z");
});
afterEach(() => {
  clock.now = now;
});

describe("GET /analytics/live", () => {
  describeKeyContract({ path, stack, parameter: "assistant_id" });

  test("counts each visitor of the last five minutes once, on the latest page and by the session's source", async () => {
    // Before the five minutes, at their first instant, within them, at the present one, and after it.
    await record(visitor(1), [pageView("2026-04-02T23:57:00.000Z", "/")]);
    await record(visitor(2), [pageView("2026-04-02T23:57:00.001Z", "/", google)]);
    await record(visitor(3), [
      pageView("2026-04-02T23:50:00.000Z", "/", google),
      pageView("2026-04-02T23:58:00.000Z", "/", { title: "Home" }),
      pageView("2026-04-03T00:01:00.000Z", "/pricing"),
    ]);
    await record(visitor(4), [
      pageView("2026-04-02T23:40:00.000Z", "/"),
      widgetEvent("2026-04-03T00:02:00.000Z", "widget_open", "/pricing"),
    ]);
    await record(visitor(5), [pageView("2026-04-03T00:02:00.001Z", "/")]);
    expect(await ask()).toEqual({
      data: {
        visitors: 3,
        pages: [
          { page_url: "/pricing", page_title: null, visitors: 2 },
          { page_url: "/", page_title: "Home", visitors: 1 },
        ],
        sources: [
          { source: "google", medium: "organic", visitors: 2 },
          { source: "direct", medium: null, visitors: 1 },
        ],
      },
      meta: { as_of: "2026-04-03T00:02:00Z", window_seconds: 300 },
    });
  });

  test("answers for nobody else's assistant", async () => {
    expectError(await get({ assistant_id: "ast_00000000000000000000000000" }), 404, "ASSISTANT_NOT_FOUND");
    expectError(
      await get({ assistant_id: "" }),
      400,
      "INVALID_PARAMETER",
      /^assistant_id: expected a value$/,
    );
  });

  test("is empty where nobody is", async () => {
    expect((await ask()).data).toEqual({ visitors: 0, pages: [], sources: [] });
  });
});
