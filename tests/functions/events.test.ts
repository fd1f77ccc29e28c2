import { describe, expect, test } from "vitest";
import { at, logged, logging, message, oneOfEach } from "../support/logging.ts";

const { account, assistantId, count, post, report, rows, stack } = logging();

/** Rows as they were written, with the words that their keys stand for: `channel` for `channel_key`. */
const spelled = (table: string, ...columns: string[]) => {
  const shown = columns.map((column) =>
    column.endsWith("_key")
      ? `(select ${column === "person_key" || column === "token_key" ? "person_id from analytics.people" : "term from analytics.terms"}
          where assistant_key = row.assistant_key
            and ${column === "person_key" || column === "token_key" ? "person_key" : "term_key"} = row.${column}) as ${column.slice(0, -4)}`
      : column,
  );
  return rows(
    `select ${shown.join(", ")} from analytics.${table} as row where assistant_key = $1 order by ctid`,
  );
};

const CONVERSATION = [
  "conversation_id",
  "started_at",
  "person_key",
  "token_key",
  "channel_key",
  "language_key",
  "topic_key",
  "state_key",
  "rating_key",
  "country_key",
  "reached_terminal",
  "status",
  "handling_status",
  "opened_by",
];

describe("POST /events", () => {
  test("takes one event of each type, writes each down once, and knows all of them again", async () => {
    const events = oneOfEach();
    const first = await report(events);
    expect([first.status, first.body]).toEqual([200, { accepted: 18, duplicates: 0, refused: [] }]);
    expect((await report(events)).body).toEqual({ accepted: 0, duplicates: 18, refused: [] });
    const counts = {
      logged_events: 18,
      conversations: 1,
      conversation_changes: 3,
      analyses: 1,
      messages: 1,
      message_texts: 1,
      calls: 1,
      labels_applied: 1,
      interventions: 1,
      intervention_changes: 2,
      reactions: 1,
      link_clicks: 1,
      purchases: 1,
      bot_events: 1,
      visitor_events: 4,
      people: 2,
    };
    for (const [table, size] of Object.entries(counts)) {
      expect([table, await count(table)]).toEqual([table, size]);
    }
  });

  test("keeps of a conversation all that is said of it", async () => {
    await report([
      logged("conversation.started", {
        conversation_id: "c1",
        at: "2026-11-20T10:30:00.123456+01:00",
        user: "u1",
        user_token: "v_0123456789abcdef",
        channel: "WebChat",
        language: "en",
        country: "gb",
        topic: "orders",
        state: "greeting",
        rating: 4.5,
        handling_status: "PENDING",
        opened_by: "popup",
      }),
    ]);
    expect(await spelled("conversations", ...CONVERSATION)).toEqual([
      {
        conversation_id: "c1",
        started_at: "2026-11-20T09:30:00.123Z",
        person: "u1",
        token: "v_0123456789abcdef",
        channel: "WebChat",
        language: "en",
        topic: "orders",
        state: "greeting",
        rating: "4.5",
        reached_terminal: false,
        country: "GB",
        status: "open",
        handling_status: "PENDING",
        opened_by: "popup",
      },
    ]);
    const [precise] = await rows(
      "select started_at::text like '%30:00.123456%' as yes from analytics.conversations where assistant_key = $1",
    );
    expect(precise).toEqual({ yes: true });
  });

  test("closes a conversation that ended, and opens it again where a later event says so", async () => {
    const ended = logged("conversation.ended", { conversation_id: "c1", at: at(10) });
    await report([logged("conversation.updated", { conversation_id: "c1", status: "open", at: at(20) })]);
    await report([ended, logged("conversation.ended", { conversation_id: "c2", status: "archived" })]);
    await report([logged("conversation.ended", { conversation_id: "c3" })]);
    const found = await rows(
      "select conversation_id, status, ended_at from analytics.conversations where assistant_key = $1 order by 1",
    );
    expect(found).toEqual([
      { conversation_id: "c1", status: "open", ended_at: at(10) },
      { conversation_id: "c2", status: "archived", ended_at: at(0) },
      { conversation_id: "c3", status: "closed", ended_at: at(0) },
    ]);
  });

  test("never takes back that a terminal state was reached", async () => {
    await report([
      logged("conversation.updated", { conversation_id: "c1", state: "paid", is_terminal: true, at: at(1) }),
      logged("conversation.updated", {
        conversation_id: "c1",
        state: "greeting",
        is_terminal: false,
        at: at(2),
      }),
    ]);
    expect(await spelled("conversations", "state_key", "reached_terminal")).toEqual([
      { state: "greeting", reached_terminal: true },
    ]);
  });

  test("makes a conversation of its first event, and counts as activity what is done in it", async () => {
    const times = async () =>
      (
        await rows(
          "select started_at, first_activity_at, last_activity_at from analytics.conversations where assistant_key = $1",
        )
      ).map((row) => Object.values(row));
    await report([logged("label.applied", { conversation_id: "c1", label: "sales", at: at(90) })]);
    expect(await times()).toEqual([[at(90), null, null]]);
    await report([message({ at: at(50) }), message({ at: at(60) })]);
    expect(await times()).toEqual([[at(50), at(50), at(60)]]);
    await report([
      logged("call", { conversation_id: "c1", direction: "inbound", duration_seconds: 30, at: at(55) }),
    ]);
    expect(await times()).toEqual([[at(50), at(50), at(85)]]);
    await report([logged("conversation.started", { conversation_id: "c1", at: at(52) })]);
    expect(await times()).toEqual([[at(52), at(50), at(85)]]);
    await report([
      logged("conversation.ended", { conversation_id: "c1", at: at(3_000) }),
      logged("conversation.analyzed", { conversation_id: "c1", at: at(3_000) }),
    ]);
    expect(await times()).toEqual([[at(52), at(50), at(85)]]);
  });

  test("keeps of a message who sent it, what was shown and why, and what was understood", async () => {
    await report([
      message({
        at: at(1),
        user: "u1",
        intent: "price",
        confidence: 0.5,
        topic: "sales",
        text: "How\nmuch?\u0000\ud800",
      }),
      message({ at: at(2), free_text: true }),
      message({ at: at(3) }),
      message({ at: at(4), sender: "BOT", response: "prices", triggered_by: "language" }),
      message({ at: at(5), sender: "AGENT", agent: "Ann", direction: "inbound" }),
      message({ at: at(6), sender: "SYSTEM" }),
    ]);
    const found = await spelled(
      "messages",
      ...["sender", "direction", "person_key", "intent_key", "confidence", "is_free_text", "topic_key"],
      ...["response_key", "triggered_by", "agent_key"],
    );
    expect(found.map((row) => Object.values(row))).toEqual([
      ["CUSTOMER", "inbound", "u1", "price", 0.5, true, "sales", null, null, null],
      ["CUSTOMER", "inbound", null, null, null, true, null, null, null, null],
      ["CUSTOMER", "inbound", null, null, null, false, null, null, null, null],
      ["BOT", "outbound", null, null, null, false, null, "prices", "language", null],
      ["AGENT", "inbound", null, null, null, false, null, null, null, "Ann"],
      ["SYSTEM", "outbound", null, null, null, false, null, null, null, null],
    ]);
    expect(await spelled("message_texts", "text")).toEqual([{ text: "How\nmuch?\ufffd" }]);
  });

  test("keeps of calls, labels, reactions, clicks and bot events what they tell", async () => {
    await report([
      logged("call", {
        direction: "outbound",
        duration_seconds: 89.6,
        channel: "phone",
        agent: "Ann",
        user: "u1",
      }),
      logged("label.applied", { conversation_id: "c1", label: "sales" }),
      logged("reaction", { reaction: "dislike", response: "prices", conversation_id: "c1" }),
      logged("link.clicked", {
        url: "https://acme.com/shoe?x=1",
        product: "Shoe",
        response: "prices",
        user: "u1",
      }),
      logged("bot.event", { name: "handover", user: "u1" }),
    ]);
    expect(
      await spelled("calls", "direction", "duration_seconds", "channel_key", "agent_key", "person_key"),
    ).toEqual([
      { direction: "outbound", duration_seconds: 90, channel: "phone", agent: "Ann", person: "u1" },
    ]);
    expect(await spelled("labels_applied", "label_key", "applied_at")).toEqual([
      { label: "sales", applied_at: at(0) },
    ]);
    expect(await spelled("reactions", "reaction", "response_key")).toEqual([
      { reaction: "dislike", response: "prices" },
    ]);
    expect(await spelled("link_clicks", "url_key", "product_key", "response_key", "person_key")).toEqual([
      { url: "https://acme.com/shoe?x=1", product: "Shoe", response: "prices", person: "u1" },
    ]);
    expect(await spelled("bot_events", "name_key", "person_key")).toEqual([
      { name: "handover", person: "u1" },
    ]);
  });

  test("puts an intervention together from its events, whichever comes first", async () => {
    const of = { intervention_id: "i1" };
    await report([logged("intervention.ended", { ...of, outcome: "solved", at: at(600) })]);
    await report([
      logged("intervention.accepted", { ...of, agent: "Ben", at: at(60) }),
      logged("intervention.accepted", { ...of, agent: "Ann", at: at(30) }),
    ]);
    await report([
      logged("intervention.requested", {
        ...of,
        conversation_id: "c1",
        topic: "orders",
        channel: "WebChat",
        at: at(10),
      }),
    ]);
    const columns = ["requested_at", "accepted_at", "ended_at", "started_at"];
    expect(
      await spelled("interventions", ...columns, "agent_key", "topic_key", "channel_key", "outcome_key"),
    ).toEqual([
      {
        requested_at: at(10),
        accepted_at: at(30),
        ended_at: at(600),
        started_at: at(10),
        agent: "Ben",
        topic: "orders",
        channel: "WebChat",
        outcome: "solved",
      },
    ]);
    expect(
      await rows(
        "select conversation_id from analytics.interventions join analytics.conversations using (assistant_key, conversation_key) where assistant_key = $1",
      ),
    ).toEqual([{ conversation_id: "c1" }]);
  });

  test("keeps both of two purchases with one order number, of which the first counts", async () => {
    const order = { order_number: "1001", currency: "EUR", user_token: "token_of_1" };
    const late = logged("purchase", { ...order, value: 99.99, at: at(20) });
    const early = logged("purchase", { ...order, value: 49.9, currency: "JPY", at: at(10) });
    expect((await report([late])).body.accepted).toBe(1);
    expect((await report([early])).body.accepted).toBe(1);
    expect(
      await rows(
        `select distinct on (order_number) value::text, currency from analytics.purchases where assistant_key = $1
         order by order_number, purchased_at, event_id`,
      ),
    ).toEqual([{ value: "49.9000", currency: "JPY" }]);
    expect(await count("purchases")).toBe(2);
  });

  test("keeps the funnel of a visitor, with the version of the popup", async () => {
    const who = { user_token: "v_0123456789abcdef" };
    await report([
      logged("visitor.seen", who),
      logged("popup.displayed", { ...who, popup_version: "v2", at: at(1) }),
      logged("popup.opened", { ...who, popup_version: null, at: at(2) }),
      logged("widget.opened", { ...who, at: at(3) }),
    ]);
    const found = await spelled("visitor_events", "event_type", "token_key", "popup_version_key");
    expect(found.map((row) => Object.values(row))).toEqual([
      ["visitor.seen", "v_0123456789abcdef", null],
      ["popup.displayed", "v_0123456789abcdef", "v2"],
      ["popup.opened", "v_0123456789abcdef", null],
      ["widget.opened", "v_0123456789abcdef", null],
    ]);
  });

  test("takes an analysis of a conversation of the same call, though it comes first in it", async () => {
    const analysis = {
      mood: "angry",
      sentiment: "negative",
      outcome: "fail",
      human_intervention_needed: true,
      intents: ["Refund", "Delivery"],
      complaints: ["Late"],
    };
    const answer = await report([
      logged("conversation.analyzed", { conversation_id: "c1", ...analysis }),
      message(),
    ]);
    expect(answer.body).toEqual({ accepted: 2, duplicates: 0, refused: [] });
    const columns = [...Object.keys(analysis), "products", "missing_information"];
    expect(await spelled("analyses", ...columns)).toEqual([
      { ...analysis, products: [], missing_information: [] },
    ]);
    // Its words are its own: none of them is a word of the platform's.
    expect(await count("terms")).toBe(0);
  });

  test("knows each person and each word once", async () => {
    await report([message({ user: "u1", topic: "orders", at: at(20) })]);
    await report([message({ user: "u1", topic: "orders", at: at(10) }), message({ user: "u1", at: at(30) })]);
    expect(await spelled("people", "person_id")).toEqual([{ person_id: "u1" }]);
    expect(await spelled("terms", "term")).toEqual([{ term: "orders" }]);
  });

  test("counts an id once, whatever type comes under it, in one call and in two", async () => {
    const first = message();
    const again = { ...first, id: first.id.toUpperCase(), sender: "BOT" };
    const other = logged("bot.event", { id: first.id, name: "handover" });
    expect((await report([first, again, other])).body).toEqual({ accepted: 1, duplicates: 2, refused: [] });
    expect((await report([other])).body).toEqual({ accepted: 0, duplicates: 1, refused: [] });
    expect([await count("messages"), await count("bot_events"), await count("terms")]).toEqual([1, 0, 0]);
    expect(await spelled("messages", "sender")).toEqual([{ sender: "CUSTOMER" }]);
  });

  test("takes any id of up to 128 characters, and the same ids for another assistant", async () => {
    const ids = ["1", "x".repeat(128), "x".repeat(127), "a b/ç".slice(0, 4), "~!@#$%^&*()"];
    const events = ids.map((id) => message({ id }));
    expect((await report(events)).body).toEqual({ accepted: 5, duplicates: 0, refused: [] });
    expect((await report(events)).body).toEqual({ accepted: 0, duplicates: 5, refused: [] });
    const other = await stack().newAssistant(account());
    const theirs = events.map((event) => ({ ...event, assistant_id: other }));
    expect((await report(theirs)).body).toEqual({ accepted: 5, duplicates: 0, refused: [] });
    expect(await count("messages")).toBe(5);
  });

  test("takes 1,000 events in one call, of which each is written down", async () => {
    const events = Array.from({ length: 1_000 }, (_, number) =>
      message({
        conversation_id: `c${number % 250}`,
        user: `u${number % 100}`,
        topic: `t${number % 20}`,
        at: at(number),
      }),
    );
    expect((await report(events)).body).toEqual({ accepted: 1_000, duplicates: 0, refused: [] });
    expect([await count("messages"), await count("conversations"), await count("people")]).toEqual([
      1_000, 250, 100,
    ]);
    expect((await report(events)).body).toEqual({ accepted: 0, duplicates: 1_000, refused: [] });
  });

  test("takes history, and a clock that is up to a day ahead", async () => {
    const times = ["2000-01-01T00:00:00Z", "2019-06-30T23:59:59.5+14:00", "2026-11-21T10:00:00Z"];
    expect((await report(times.map((time) => message({ at: time })))).body.accepted).toBe(3);
    const [{ earliest } = {}] = await rows(
      "select min(sent_at) as earliest from analytics.messages where assistant_key = $1",
    );
    expect(earliest).toEqual("2000-01-01T00:00:00.000Z");
  });

  test("takes NDJSON by its content type or by its first character, empty lines aside", async () => {
    const lines = () => `\n${[message(), message()].map((event) => JSON.stringify(event)).join("\r\n\n")}\n`;
    for (const type of ["application/x-ndjson; charset=utf-8", "application/json", "text/plain"]) {
      const answer = await post(lines(), { headers: { "content-type": type } });
      expect(answer.body).toEqual({ accepted: 2, duplicates: 0, refused: [] });
    }
    const one = await post(JSON.stringify(message()));
    expect(one.body).toEqual({ accepted: 1, duplicates: 0, refused: [] });
  });

  test("writes for the assistant of each event, and for the only one there is without being told", async () => {
    const second = await stack().newAssistant(account());
    const bound = await stack().newKey(account(), { scopes: ["events:write"], assistant_id: assistantId() });
    expect((await report([message()], { key: bound })).body.accepted).toBe(1);
    const told = [assistantId(), second].map((assistant_id) => message({ assistant_id }));
    expect((await report(told)).body).toEqual({ accepted: 2, duplicates: 0, refused: [] });
    const counted = await stack().execute(
      `select assistants.id, count(*)::integer from analytics.messages join public.assistants on key = assistant_key
       where account_id = $1::text::uuid group by assistants.id order by 2 desc`,
      [account().id],
    );
    expect(counted).toEqual([
      { id: assistantId(), count: 2 },
      { id: second, count: 1 },
    ]);
  });
});
