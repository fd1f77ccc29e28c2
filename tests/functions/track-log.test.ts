import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { type Fields, NOW, tracking, view } from "../support/tracking.ts";

const { account, assistantId, post, send, stack } = tracking();

const STATS = "/api/dashboard/analytics/stats";
const VISITOR = "v_0123456789abcdef";
const MINUTE = 60_000;

/** An interaction so many minutes before now. */
const did = (type: string, minutes: number, more: Fields = {}): Fields =>
  view({ type, at: NOW - minutes * MINUTE, ...more });
const seen = (minutes: number): Fields => did("page_view", minutes);

let key: string;
beforeEach(async () => {
  key = await stack().newKey(account());
});

const stats = async (name: string): Promise<Fields> =>
  (await stack().get(`${STATS}/${name}`, { chatbot_id: assistantId() }, key)).body;
const funnel = async () => {
  const { total_users, total_users_approached, total_users_opened, total_users_chatted } =
    await stats("engagement");
  return [total_users, total_users_approached, total_users_opened, total_users_chatted];
};
const rows = (columns: string, table: string) =>
  stack().execute(
    `select ${columns} from analytics.${table} join public.assistants on key = assistant_key where id = $1 order by 1`,
    [assistantId()],
  );
const termed = (column: string) =>
  `(select term from analytics.terms where terms.assistant_key = key and term_key = ${column}) as ${column}`;
const named = (table: string, column: string) =>
  `(select person_id from analytics.people where people.assistant_key = key and person_key = ${table}.${column}) as ${column}`;

describe("track, as to the log,", () => {
  test("sees a visitor where a session starts, and the widget opened where it is", async () => {
    await send([
      seen(100),
      seen(99),
      did("widget_open", 98),
      did("widget_close", 97),
      did("widget_open", 96),
    ]);
    await send([seen(40), did("conversation_start", 39), did("inquiry_submit", 38)]);
    await send([seen(20)], { visitor_id: "v_0000000000000001" });
    expect(
      await rows(
        `to_char(occurred_at, 'HH24:MI') as at, event_type, ${named("visitor_events", "token_key")}`,
        "visitor_events",
      ),
    ).toEqual([
      { at: "08:20", event_type: "visitor.seen", token_key: VISITOR },
      { at: "08:22", event_type: "widget.opened", token_key: VISITOR },
      { at: "08:24", event_type: "widget.opened", token_key: VISITOR },
      { at: "09:20", event_type: "visitor.seen", token_key: VISITOR },
      { at: "09:40", event_type: "visitor.seen", token_key: "v_0000000000000001" },
    ]);
    expect(await funnel()).toEqual([2, 0, 1, 0]);
  });

  test("sees a visitor at the start of each session in whatever order its events arrive", async () => {
    for (const minutes of [30, 50, 90, 70, 200]) {
      await send([seen(minutes)]);
    }
    const found = await stack().execute(`
      select count(*)::integer as sessions, count(occurred_at)::integer as seen
      from analytics.sessions join public.assistants on key = assistant_key
      left join analytics.visitor_events on visitor_events.assistant_key = key and occurred_at = started_at
      where id = '${assistantId()}'
    `);
    expect(found).toEqual([{ sessions: 2, seen: 2 }]);
  });

  test("counts popups by their versions, conversations by how they were opened", async () => {
    await send([
      seen(10),
      did("popup_display", 9, { popup_version: "v1" }),
      did("popup_display", 8, { popup_version: "v1" }),
      did("popup_open", 8, { popup_version: "v1" }),
      did("popup_display", 7),
      did("widget_open", 7),
      did("conversation_start", 6, { conversation_id: "c1", opened_by: "popup" }),
    ]);
    await send([seen(5), did("conversation_start", 4, { conversation_id: "c2", opened_by: "chat_button" })], {
      visitor_id: "v_0000000000000001",
    });
    await send([did("conversation_start", 3, { conversation_id: "c3" })], {
      visitor_id: "v_0000000000000001",
    });
    expect(await stats("popup-metrics")).toMatchObject({
      metrics: [
        { popup_version: "unknown", popup_displayed_count: 1, popup_opened_count: 0, open_rate: 0 },
        { popup_version: "v1", popup_displayed_count: 2, popup_opened_count: 1, open_rate: 50 },
      ],
      conversations: { total: 3, from_popup: 1, from_chat_button: 1, popup_ratio: 33.33 },
    });
    expect(await funnel()).toEqual([2, 1, 1, 2]);
  });

  test("writes down clicks on products and purchases as the visitor's", async () => {
    await send([
      did("product_click", 9, { product_url: "https://acme.com/shoe" }),
      did("product_click", 8, {
        product_url: "https://acme.com/boot",
        product: "Boot",
        conversation_id: "c1",
      }),
      did("purchase", 7, { order_number: "1001", value: 49.9, currency: "EUR", conversation_id: "c1" }),
      did("purchase", 6, { order_number: "1002", value: 5, currency: "USD", conversation_id: null }),
    ]);
    expect(
      await rows(
        `clicked_at, ${termed("url_key")}, ${termed("product_key")}, ${named("link_clicks", "person_key")}`,
        "link_clicks",
      ),
    ).toMatchObject([
      {
        url_key: "https://acme.com/shoe",
        product_key: "https://acme.com/shoe",
        person_key: VISITOR,
      },
      { url_key: "https://acme.com/boot", product_key: "Boot", person_key: null },
    ]);
    expect(
      await rows(
        `order_number, value::double precision as value, currency, ${named("purchases", "token_key")}, conversation_key is not null as in_one`,
        "purchases",
      ),
    ).toEqual([
      { order_number: "1001", value: 49.9, currency: "EUR", token_key: VISITOR, in_one: true },
      { order_number: "1002", value: 5, currency: "USD", token_key: VISITOR, in_one: false },
    ]);
  });

  test("counts what arrives twice once, and says so", async () => {
    const events = [
      seen(9),
      did("widget_open", 8),
      did("popup_display", 8, { popup_version: "v1" }),
      did("conversation_start", 7, { conversation_id: "c1" }),
      did("product_click", 6, { product_url: "https://acme.com/shoe" }),
      did("purchase", 5, { order_number: "1", value: 1, currency: "EUR" }),
    ];
    expect((await send(events.slice(0, 3))).body).toEqual({ accepted: 3, duplicates: 0 });
    expect((await send(events)).body).toEqual({ accepted: 3, duplicates: 3 });
    expect((await send(events)).body).toEqual({ accepted: 0, duplicates: 6 });
    const counts = ["visitor_events", "conversations", "link_clicks", "purchases"].map(
      async (table) => (await rows("key", table)).length,
    );
    expect(await Promise.all(counts)).toEqual([3, 1, 1, 1]);
  });

  test("leaves ids to the platform's server that a page has guessed", async () => {
    const id = randomUUID();
    await send([{ ...did("popup_display", 9), id }]);
    const writer = await stack().newKey(account(), { scopes: ["events:write"] });
    const at = new Date(NOW - MINUTE).toISOString();
    const event = { id, type: "visitor.seen", at, user_token: VISITOR, assistant_id: assistantId() };
    const answer = await stack().request("/api/v1/events", {
      method: "POST",
      key: writer,
      body: JSON.stringify([event]),
    });
    expect(answer.body).toMatchObject({ accepted: 1, duplicates: 0 });
  });

  test("takes nothing of bots, of other sites' pages, or of visitors who opted out", async () => {
    const events = [
      seen(9),
      did("widget_open", 8),
      did("popup_display", 8),
      did("conversation_start", 7, { conversation_id: "c1" }),
      did("purchase", 5, { order_number: "1", value: 1, currency: "EUR" }),
    ];
    expect((await send(events, { webdriver: true })).body).toEqual({ accepted: 5, duplicates: 0 });
    await send(events, {}, { headers: { "sec-gpc": "1" } });
    await send(events.map((event) => ({ ...event, id: randomUUID(), url: "https://evil.io/" })));
    for (const table of [
      "visitor_events",
      "people",
      "terms",
      "conversations",
      "purchases",
      "logged_events",
    ]) {
      expect([table, await rows("key", table)]).toEqual([table, []]);
    }
  });

  test("knows a visitor without consent by a token of the day that is in no group of an A/B test", async () => {
    const events = () => [seen(9), did("popup_display", 8)];
    for (const ip of ["198.51.100.1", "198.51.100.1", "198.51.100.2"]) {
      await post({ assistant_id: assistantId(), sent_at: NOW, events: events() }, { ip });
    }
    const tokens = (await rows("person_id", "people")).map(({ person_id }) => String(person_id));
    expect(tokens).toHaveLength(2);
    expect(tokens.filter((token) => !/^v_[0-9a-f]{15}[2-9a-f]$/.test(token))).toEqual([]);
    expect(await funnel()).toEqual([2, 2, 0, 0]);
  });

  test.each<[string, Fields, RegExp]>([
    ["conversation_start", { opened_by: "popup" }, /conversation_id: expected, because opened_by/],
    ["conversation_start", { conversation_id: "c", opened_by: "magic" }, /opened_by: expected popup, chat_b/],
    ["conversation_start", { conversation_id: 7 }, /conversation_id: expected text/],
    ["conversation_start", { conversation: "c" }, /"conversation"/],
    ["popup_display", { popup_version: "" }, /popup_version: expected a value/],
    ["popup_open", { version: "v1" }, /"version"/],
    ["product_click", {}, /product_url: expected text/],
    ["product_click", { product_url: "javascript:alert(1)" }, /product_url: expected an http or https URL/],
    ["purchase", { value: 1, currency: "EUR" }, /order_number: expected text/],
    ["purchase", { order_number: "1", value: "1", currency: "EUR" }, /value: expected a number/],
    ["purchase", { order_number: "1", value: -1, currency: "EUR" }, /value: expected 0 or more/],
    ["purchase", { order_number: "1", value: 1, currency: "EURO" }, /currency: expected the code/],
  ])("refuses %s with %j and takes its neighbour", async (type, fields, message) => {
    const answer = await send([seen(9), did(type, 8, fields)]);
    expect([answer.status, answer.body.accepted, answer.body.refused]).toEqual([400, 1, 1]);
    expect(answer.body.error.message).toMatch(message);
    expect(await rows("key", "logged_events")).toEqual([]);
  });

  test("takes no more of the older interactions than before, whatever a page says with them", async () => {
    const answer = await send([
      did("widget_open", 9, { 0: "j" }),
      did("inquiry_submit", 8, { isTrusted: true }),
    ]);
    expect([answer.status, answer.body]).toEqual([202, { accepted: 2, duplicates: 0 }]);
  });
});
