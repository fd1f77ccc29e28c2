import { describe, expect, test } from "vitest";
import { describeKeyContract, expectError } from "../support/contract.ts";
import { tracking, view } from "../support/tracking.ts";

const PATH = "/api/v1/analytics/session-timeline";
const VISITOR = "v_0123456789abcdef";
const STARTED_AT = "2026-11-20T09:50:00Z";

const { stack, account, assistantId, send, session } = tracking();

const ago = (seconds: number) => Date.parse("2026-11-20T10:00:00Z") - seconds * 1_000;

/** Asks for the timeline of the session of these tests, unless `more` says otherwise. */
async function get(more: Record<string, string> = {}) {
  const key = await stack().newKey(account());
  const asked = { assistant_id: assistantId(), visitor_id: VISITOR, started_at: STARTED_AT };
  return stack().get(PATH, { ...asked, ...more }, key);
}

const id = (number: number) => `4b7c2d80-0000-4000-8000-00000000000${number}`;

describe("GET /analytics/session-timeline", () => {
  describeKeyContract({ path: PATH, stack, parameter: "visitor_id" });

  test("gives the session as the list has it, and all that happened in it, oldest first", async () => {
    const page = { url: "https://acme.com/pricing" };
    await send([
      view({ id: id(1), at: ago(600), url: "https://acme.com/blog", title: "Blog", seconds: 42 }),
      { ...page, id: id(2), type: "popup_display", at: ago(590), popup_version: "v2" },
      { ...page, id: id(3), type: "popup_open", at: ago(585), popup_version: "v2" },
      view({ id: id(4), at: ago(550), title: "Pricing" }),
      { ...page, id: id(5), type: "widget_open", at: ago(500) },
      {
        ...{ ...page, id: id(6), type: "conversation_start", at: ago(480) },
        ...{ conversation_id: "c-17", opened_by: "popup" },
      },
      {
        ...{ ...page, id: id(7), type: "product_click", at: ago(450) },
        ...{ product_url: "https://acme.com/shoe", product: "Shoe", conversation_id: "c-17" },
      },
      { ...page, id: id(8), type: "widget_close", at: ago(400), duration_seconds: 100 },
      {
        ...{ ...page, id: id(9), type: "purchase", at: ago(60) },
        ...{ order_number: "1001", value: 49.9, currency: "EUR" },
      },
    ]);
    const { status, body } = await get();
    expect(status).toBe(200);
    expect(body.session).toEqual(await session());
    expect(body.meta).toEqual({ total: 10, limit: 500, offset: 0 });
    const [blog, pricing] = ["/blog", "/pricing"];
    const log = expect.stringMatching(/^[0-9a-f-]{36}$/);
    expect(body.data).toEqual([
      {
        ...{ type: "page_view", id: id(1), at: "2026-11-20T09:50:00Z", page_url: blog },
        ...{ page_title: "Blog", seconds_on_page: 42 },
      },
      { type: "popup_display", id: log, at: "2026-11-20T09:50:10Z", popup_version: "v2" },
      { type: "popup_open", id: log, at: "2026-11-20T09:50:15Z", popup_version: "v2" },
      {
        ...{ type: "page_view", id: id(4), at: "2026-11-20T09:50:50Z", page_url: pricing },
        ...{ page_title: "Pricing", seconds_on_page: null },
      },
      {
        ...{ type: "widget_open", id: id(5), at: "2026-11-20T09:51:40Z", page_url: pricing },
        duration_seconds: null,
      },
      {
        ...{ type: "conversation_start", id: id(6), at: "2026-11-20T09:52:00Z", page_url: pricing },
        duration_seconds: null,
      },
      { type: "conversation", id: "c-17", at: "2026-11-20T09:52:00Z", channel: null },
      {
        ...{ type: "product_click", id: log, at: "2026-11-20T09:52:30Z" },
        ...{ url: "https://acme.com/shoe", product: "Shoe" },
      },
      {
        ...{ type: "widget_close", id: id(8), at: "2026-11-20T09:53:20Z", page_url: pricing },
        duration_seconds: 100,
      },
      {
        ...{ type: "purchase", id: log, at: "2026-11-20T09:59:00Z" },
        ...{ order_number: "1001", value: 49.9, currency: "EUR" },
      },
    ]);
  });

  test("orders what happened at one time by what leads to what, whatever the ids", async () => {
    const page = { url: "https://acme.com/pricing", at: ago(600) };
    const kinds = [
      { type: "widget_close", duration_seconds: 1 },
      { type: "conversation_start", conversation_id: "0" },
      { type: "widget_open" },
      { type: "popup_open", popup_version: "v2" },
      { type: "popup_display", popup_version: "v2" },
      { type: "page_view" },
    ];
    // Those of one batch are in its order anyway.
    for (const [number, kind] of kinds.entries()) {
      await send([{ ...page, ...kind, id: id(number) }]);
    }
    const { body } = await get();
    expect(body.data.map(({ type }: { type: string }) => type)).toEqual([
      ...["page_view", "popup_display", "popup_open", "widget_open", "conversation_start", "conversation"],
      "widget_close",
    ]);
  });

  test("holds nothing of another visitor, of another session or of another assistant", async () => {
    const open = (at: number) => ({ ...view({ at }), type: "widget_open" });
    await send([view({ at: ago(6_000) }), view({ at: ago(600) }), open(ago(590))]);
    await send([view({ at: ago(595) }), open(ago(594))], { visitor_id: "v_fedcba9876543210" });
    const other = await stack().newAssistant(account());
    await send([view({ at: ago(598) })], { assistant_id: other });
    const { body } = await get();
    expect(body.data.map(({ type }: { type: string }) => type)).toEqual(["page_view", "widget_open"]);
  });

  test("has what the log has until half an hour after the last event, and no longer", async () => {
    await send([view({ at: ago(600) })]);
    const key = await stack().newKey(account(), { scopes: ["events:write"] });
    const order = (order_number: string, at: string) => ({
      ...{ id: order_number, type: "purchase", assistant_id: assistantId(), at },
      ...{ user_token: VISITOR, order_number, value: 10, currency: "EUR" },
    });
    const events = [
      ...[order("0", "2026-11-20T09:49:59.999Z"), order("1", "2026-11-20T09:50:01Z")],
      ...[order("2", "2026-11-20T10:19:59.999Z"), order("3", "2026-11-20T10:20:00Z")],
    ];
    await stack().request("/api/v1/events", { method: "POST", key, body: JSON.stringify(events) });
    const { data } = (await get()).body;
    expect(data.map((one: { order_number?: string }) => one.order_number)).toEqual([undefined, "1", "2"]);
  });

  test("finds the session by any instant of the second in which it started, in any zone", async () => {
    await send([view({ at: ago(600) })]);
    for (const started_at of ["2026-11-20T10:50:00.999+01:00", "2026-11-20T04:50:00-05:00"]) {
      expect((await get({ started_at })).status, started_at).toBe(200);
    }
  });

  test("comes page by page", async () => {
    await send([600, 590, 580].map((seconds) => view({ at: ago(seconds) })));
    const { data, meta } = (await get({ limit: "1", offset: "2" })).body;
    expect(meta).toEqual({ total: 3, limit: 1, offset: 2 });
    expect(data.map(({ at }: { at: string }) => at)).toEqual(["2026-11-20T09:50:20Z"]);
  });

  test("answers 404 for a session that is not there: of nobody, or that started at another time", async () => {
    await send([view({ at: ago(600) })]);
    for (const asked of [
      { visitor_id: "v_00000000000000ff" },
      { started_at: "2026-11-20T09:49:59Z" },
      { started_at: "2026-11-20T09:50:01Z" },
    ]) {
      expectError(await get(asked), 404, "SESSION_NOT_FOUND", /visitor_id.*started_at/);
    }
    const foreign = await stack().newAssistant(await stack().newAccount());
    expectError(await get({ assistant_id: foreign }), 404, "ASSISTANT_NOT_FOUND");
  });

  test.each([
    ["visitor_id", "0123456789abcdef", /v_a3f1b20000000000/],
    ["visitor_id", "v_0123456789ABCDEF", /v_a3f1b20000000000/],
    ["started_at", "2026-11-20", /ISO 8601 time with offset/],
    ["started_at", "2026-11-20T09:50:00", /ISO 8601 time with offset/],
    ["started_at", "1969-12-31T23:59:59Z", /from 1970 on/],
  ])("refuses %s = %j", async (name, value, message) => {
    expectError(await get({ [name]: value }), 400, "INVALID_PARAMETER", message);
  });
});
