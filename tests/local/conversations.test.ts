import { describe, expect, test } from "vitest";
import { logEvent } from "../../src/ingest/log-event.ts";
import { generateConversations } from "../../src/local/conversations.ts";
import { generateTraffic } from "../../src/local/traffic.ts";
import { logging } from "../support/logging.ts";

const log = logging();

const OPTIONS = {
  seed: 1,
  assistantId: "ast_demo",
  website: "https://acme.com",
  // The traffic of four weeks up to an evening before the log's tests happen.
  from: new Date("2026-10-23T00:00:00Z"),
  to: new Date("2026-11-19T18:00:00Z"),
  sessionsPerDay: 60,
};

const fourWeeks = [...generateConversations(OPTIONS)];

const valuesOf = (field: string, type?: string) => [
  ...new Set(
    fourWeeks
      .filter((event) => type === undefined || event.type === type)
      .map((event) => event[field])
      .filter((value) => value !== undefined),
  ),
];

describe("the demo's conversations", () => {
  test("are the same for the same options, and other people's for another seed", () => {
    expect([...generateConversations(OPTIONS)]).toEqual(fourWeeks);
    expect([...generateConversations({ ...OPTIONS, seed: 2 })]).not.toEqual(fourWeeks);
  });

  test("are events that a platform could report, each with an id of its own, within the range", () => {
    expect(fourWeeks.filter((event) => !logEvent.safeParse(event).success)).toEqual([]);
    expect(new Set(fourWeeks.map(({ id }) => id)).size).toBe(fourWeeks.length);
    const times = fourWeeks.map(({ at }) => at).sort();
    expect(String(times[0]) >= OPTIONS.from.toISOString()).toBe(true);
    expect(String(times.at(-1)) < OPTIONS.to.toISOString()).toBe(true);
  });

  test("have every type of event but the two that follow from the traffic", () => {
    expect(valuesOf("type").sort()).toEqual([
      "bot.event",
      "call",
      "conversation.analyzed",
      "conversation.ended",
      "conversation.started",
      "conversation.updated",
      "intervention.accepted",
      "intervention.ended",
      "intervention.requested",
      "label.applied",
      "link.clicked",
      "message",
      "popup.displayed",
      "popup.opened",
      "purchase",
      "reaction",
    ]);
  });

  test.each([
    ["sender", ["AGENT", "BOT", "CUSTOMER", "SYSTEM"]],
    ["channel", ["Email", "Instagram", "Voice", "WebChat", "WhatsApp"]],
    ["handling_status", ["FOLLOW_UP", "PENDING", "RESOLVED"]],
    ["opened_by", ["chat_button", "popup"]],
    ["reaction", ["dislike", "like"]],
    ["direction", ["inbound", "outbound"]],
    ["triggered_by", ["button", "language"]],
    ["popup_version", ["v1", "v2"]],
    ["currency", ["EUR", "USD"]],
    ["rating", ["3", "4", "5"]],
    ["mood", ["angry", "happy", "neutral"]],
    ["sentiment", ["negative", "neutral", "positive"]],
    ["outcome", ["abandoned", "callback", "fail", "neutral", "solved", "success", "ticket"]],
  ])("have every %s", (field, expected) => {
    expect(valuesOf(field).sort()).toEqual(expected);
  });

  test("are in several languages and countries, and fill each list of an analysis", () => {
    expect(valuesOf("language").length).toBeGreaterThan(4);
    expect(valuesOf("country").length).toBeGreaterThan(6);
    for (const list of ["intents", "products", "complaints", "missing_information"]) {
      const items = valuesOf(list, "conversation.analyzed").flat();
      expect([list, new Set(items).size]).toEqual([list, 5]);
    }
  });

  test("on the site are those of the traffic, under its visitors' tokens", () => {
    const tokens = [...generateTraffic(OPTIONS)]
      .filter(({ events }) => events.some(({ type }) => type === "conversation_start"))
      .map(({ visitor }) => `v_${visitor}`);
    const started = fourWeeks.filter(
      ({ type, channel }) => type === "conversation.started" && channel === "WebChat",
    );
    expect(started.map(({ user_token }) => user_token)).toEqual(tokens);
    expect(tokens.length).toBeGreaterThan(40);
  });
});

describe("in the database", () => {
  test("all of them are accepted, and there is something of all that is counted", async () => {
    const assistant_id = log.assistantId();
    for (let first = 0; first < fourWeeks.length; first += 1_000) {
      const some = fourWeeks.slice(first, first + 1_000).map((event) => ({ ...event, assistant_id }));
      const { body } = await log.report(some);
      expect(body).toEqual({ accepted: some.length, duplicates: 0, refused: [] });
    }
    const measures = await log.rows(
      `select measure, coalesce(sum(amount), 0) > 0 as is_counted
       from unnest(enum_range(null::analytics.measure)) as measure
       left join analytics.log_totals(
         array[$1], enum_range(null::analytics.measure), '2026-10-01', '2026-12-01'
       ) using (measure) group by measure`,
    );
    expect(measures.filter(({ is_counted }) => !is_counted)).toEqual([]);
  });
});
