import { describe, expect, test } from "vitest";
import { describeFilterContract, describeReportContract } from "../support/contract.ts";
import { reporting } from "../support/reporting.ts";
import { times, visitor, widgetEvent } from "../support/seed.ts";

const DAY = { start_date: "2026-04-15", end_date: "2026-04-15" };
const { ask, path, record, stack } = reporting("widget-events", DAY);

describe("GET /analytics/widget-events", () => {
  describeReportContract({ path, stack });
  describeFilterContract({ path, stack });

  test("gives the document's example", async () => {
    const [open, close] = ["4b7c2d80-0000-4000-8000-000000000001", "4b7c2d80-0000-4000-8000-000000000002"];
    const session_id = "s_01hx";
    await record("a3f1b20000000000", [
      widgetEvent("2026-04-15T14:28:00.000Z", "widget_open", "/pricing", { id: open, session_id }),
      widgetEvent("2026-04-15T14:30:28.000Z", "widget_close", "/pricing", {
        id: close,
        session_id,
        duration_seconds: 148,
      }),
    ]);
    const common = { visitor_id: "v_a3f1b20000000000", session_id, page_url: "/pricing" };
    expect(await ask()).toEqual({
      data: [
        {
          id: open,
          event_type: "widget_open",
          ...common,
          duration_seconds: null,
          created_at: "2026-04-15T14:28:00Z",
        },
        {
          id: close,
          event_type: "widget_close",
          ...common,
          duration_seconds: 148,
          created_at: "2026-04-15T14:30:28Z",
        },
      ],
      meta: { total: 2, limit: 50, offset: 0 },
    });
  });

  test("lists all five kinds of the range, oldest first, page by page", async () => {
    const kinds = ["inquiry_submit", "widget_close", "conversation_end", "conversation_start", "widget_open"];
    for (const [number, kind] of kinds.entries()) {
      await record(visitor(1), [widgetEvent(`2026-04-15T10:0${9 - number}:00.000Z`, kind, "/")]);
    }
    for (const time of ["2026-04-14T23:59:59.999Z", "2026-04-16T00:00:00.000Z"]) {
      await record(visitor(2), [widgetEvent(time, "widget_open", "/")]);
    }
    const pages = await Promise.all(times(3, (page) => ask({ limit: "2", offset: String(page * 2) })));
    const listed = pages.flatMap(({ data }) => data);
    expect(listed.map(({ event_type }) => event_type)).toEqual([...kinds].reverse());
    expect(listed.map(({ session_id }) => session_id)).toEqual(Array(5).fill(null));
    expect(pages[2].meta).toEqual({ total: 5, limit: 2, offset: 4 });
  });
});
