import type { LogEvent } from "./logging.ts";
import { referenceLog } from "./reference-log.ts";

type Row = Record<string, unknown>;

/** Something that counts: as what, of which key, when, how much. A key is a name, or empty. */
export type Fact = { measure: string; key: string; at: string; amount: number };

/** Somebody who was there as something. */
export type Presence = { presence: string; key: string; who: string; at: string; weight: number };

const HANDLING = new Map([
  ["RESOLVED", "1"],
  ["PENDING", "2"],
  ["FOLLOW_UP", "3"],
]);
const OUTCOMES = new Map([
  ["success", "successful_conversation"],
  ["neutral", "undecided_conversation"],
  ["fail", "failed_conversation"],
]);
const LONGEST = 90 * 60_000_000;

const text = (value: unknown): string => (value === null || value === undefined ? "" : String(value));
const isKnown = (value: unknown) => value !== null && value !== undefined;
const microseconds = (from: unknown, until: unknown) =>
  (Date.parse(text(until)) - Date.parse(text(from))) * 1_000;

/** A fact of each measure that has a condition that holds. */
const facts = (at: unknown, holding: Record<string, boolean>, key: unknown = null): Fact[] =>
  Object.entries(holding).flatMap(([measure, holds]) =>
    holds ? { measure, key: text(key), at: text(at), amount: 1 } : [],
  );

/** Who somebody is, as far as is known of what they did in a conversation. */
function actorOf(event: Row, conversation: Row | undefined): string | undefined {
  const known = event["user"] ?? conversation?.["user"] ?? conversation?.["user_token"];
  if (isKnown(known)) {
    return `person ${known}`;
  }
  return isKnown(event["conversation_id"]) ? `stranger of ${event["conversation_id"]}` : undefined;
}

/** All that is counted of events that each came once, by the definitions. */
export function referenceFacts(events: LogEvent[]): { facts: Fact[]; presences: Presence[] } {
  const { conversations, interventions } = referenceLog(events);
  const byId = new Map(conversations.map((one) => [one["conversation_id"], one]));
  const conversationOf = (event: Row) => byId.get(event["conversation_id"]);
  const ofType = (type: string) => events.filter((event) => event.type === type);
  const own = [...ofType("message").filter(({ sender }) => sender === "CUSTOMER"), ...ofType("link.clicked")];

  const messages = ofType("message").flatMap((event): Fact[] => {
    const { sender, intent, confidence, response, triggered_by: trigger } = event;
    const conversation = conversationOf(event);
    const isFree = event["free_text"] ?? (sender === "CUSTOMER" && (isKnown(intent) || isKnown(confidence)));
    const isInbound = (event["direction"] ?? (sender === "CUSTOMER" ? "inbound" : "outbound")) === "inbound";
    const topic = event["topic"] ?? conversation?.["topic"];
    return [
      ...facts(event.at, {
        message: true,
        [`${text(sender).toLowerCase()}_message`]: true,
        matched_input: sender === "CUSTOMER" && isFree === true && isKnown(intent),
        unmatched_input: sender === "CUSTOMER" && isFree === true && !isKnown(intent),
      }),
      ...facts(event.at, { inbound_message: isInbound }, conversation?.["channel"]),
      ...facts(event.at, { topic_message: sender === "CUSTOMER" && isKnown(topic) }, topic),
      ...facts(
        event.at,
        {
          response_shown: isKnown(response),
          response_by_button: isKnown(response) && trigger === "button",
          response_by_language: isKnown(response) && trigger === "language",
        },
        response,
      ),
    ];
  });

  const ofConversations = conversations.flatMap((one): Fact[] => {
    const at = one["started_at"];
    const { sentiment, outcome } = latestAnalysis(ofType("conversation.analyzed"), one["conversation_id"]);
    const handling = HANDLING.get(text(one["handling_status"])) ?? "";
    return [
      ...facts(at, { conversation: true, answered_conversation: one["is_answered"] === true }, handling),
      ...facts(at, {
        completed_conversation: one["status"] !== "open" || one["reached_terminal"] === true,
        popup_conversation: one["opened_by"] === "popup",
        button_conversation: one["opened_by"] === "chat_button",
        [`${sentiment}_conversation`]: isKnown(sentiment),
        [OUTCOMES.get(text(outcome)) ?? ""]: isKnown(outcome),
      }),
    ];
  });

  const ofInterventions = interventions.flatMap((one): Fact[] => {
    const [requested, accepted, ended] = [one["requested_at"], one["accepted_at"], one["ended_at"]];
    const conversation = byId.get(one["conversation_id"]);
    const at = requested ?? accepted ?? ended;
    const isAccepted = isKnown(requested) && isKnown(accepted);
    const isFinished = isKnown(accepted) && isKnown(ended);
    const lasting = (measure: string, from: unknown, until: unknown): Fact => ({
      measure,
      key: text(one["agent"]),
      at: text(at),
      amount: Math.max(0, Math.round(microseconds(from, until) / 1_000)),
    });
    return [
      ...facts(at, { intervention: true, intervention_request: isKnown(requested) }),
      ...facts(at, { intervention_channel: true }, one["channel"] ?? conversation?.["channel"]),
      ...facts(at, { intervention_topic: true }, one["topic"] ?? conversation?.["topic"]),
      ...facts(at, { intervention_outcome: true }, one["outcome"]),
      ...facts(at, { intervention_accepted: isAccepted, intervention_finished: isFinished }, one["agent"]),
      ...(isAccepted ? [lasting("intervention_wait", requested, accepted)] : []),
      ...(isFinished ? [lasting("intervention_length", accepted, ended)] : []),
    ];
  });

  const calls = ofType("call").flatMap((event): Fact[] => [
    ...facts(event.at, { [`${event["direction"]}_call`]: true }),
    { measure: "call_seconds", key: "", at: event.at, amount: Number(event["duration_seconds"]) },
  ]);

  const firsts = new Map<string, string>();
  for (const event of own) {
    const who = actorOf(event, conversationOf(event));
    if (who !== undefined && event.at < (firsts.get(who) ?? "9")) {
      firsts.set(who, event.at);
    }
  }

  return {
    facts: [
      ...messages,
      ...ofConversations,
      ...ofInterventions,
      ...calls,
      ...ofType("reaction").flatMap((event) =>
        isKnown(event["response"])
          ? facts(event.at, { [`response_${event["reaction"]}d`]: true }, event["response"])
          : [],
      ),
      ...ofType("link.clicked").flatMap((event) => facts(event.at, { link_click: true }, event["url"])),
      ...ofType("bot.event").flatMap((event) => facts(event.at, { bot_event: true }, event["name"])),
      ...ofType("label.applied").flatMap((event) => facts(event.at, { label: true }, event["label"])),
      ...["displayed", "opened"].flatMap((done) =>
        ofType(`popup.${done}`).flatMap((event) =>
          facts(event.at, { [`popup_${done}`]: true }, event["popup_version"]),
        ),
      ),
      ...[...firsts.values()].flatMap((at) => facts(at, { new_person: true })),
    ],
    presences: [
      ...ofPeople(events, own, byId),
      ...ofConversationDays(events, byId),
      ...ofVisitors(events, conversations),
    ],
  };
}

function latestAnalysis(analyses: LogEvent[], conversation: unknown): Row {
  const own = analyses.filter((event) => event["conversation_id"] === conversation);
  return own.sort((one, other) => (one.at + one.id < other.at + other.id ? 1 : -1))[0] ?? {};
}

function ofPeople(events: LogEvent[], own: LogEvent[], byId: Map<unknown, Row>): Presence[] {
  const there = (event: LogEvent, presence: string, key: unknown): Presence[] => {
    const who = actorOf(event, byId.get(event["conversation_id"]));
    return who === undefined ? [] : [{ presence, key: text(key), who, at: event.at, weight: 0 }];
  };
  return [
    ...own.flatMap((event) => {
      const conversation = byId.get(event["conversation_id"]);
      return [
        ...(event.type === "message" ? there(event, "sender", "") : []),
        ...there(event, "active", ""),
        ...["channel", "country", "language", "rating"].flatMap((field) =>
          there(event, `active_${field}`, conversation?.[field]),
        ),
      ];
    }),
    ...events
      .filter(
        ({ type, sender, direction }) =>
          type === "message" && (direction ?? (sender === "CUSTOMER" ? "inbound" : "outbound")) === "inbound",
      )
      .flatMap((event) => there(event, "inbound_channel", byId.get(event["conversation_id"])?.["channel"])),
  ];
}

const NO_ACTIVITY = /^(conversation\.(updated|ended|analyzed)|label\.applied|intervention\.ended|purchase)$/;

function ofConversationDays(events: LogEvent[], byId: Map<unknown, Row>): Presence[] {
  return events
    .filter(({ type, conversation_id: id }) => isKnown(id) && !NO_ACTIVITY.test(type))
    .flatMap((event) => {
      const conversation = byId.get(event["conversation_id"]);
      const weight = Math.min(
        LONGEST,
        microseconds(conversation?.["first_activity_at"], conversation?.["last_activity_at"]),
      );
      const ends = new Date(
        Date.parse(event.at) + Number(event["duration_seconds"] ?? 0) * 1_000,
      ).toISOString();
      return [event.at, ends].map((at) => ({
        ...{ presence: "conversation", key: "", who: text(event["conversation_id"]) },
        ...{ at, weight },
      }));
    });
}

function ofVisitors(events: LogEvent[], conversations: Row[]): Presence[] {
  const there = (presences: string[], who: unknown, at: unknown, key = ""): Presence[] =>
    presences.map((presence) => ({ presence, key, who: text(who), at: text(at), weight: 0 }));
  return [
    ...events.flatMap(({ type, at, user_token: token }) => {
      switch (type) {
        case "visitor.seen":
          return [
            ...there(
              ["visitor", "visitor_or_approached", "visitor_or_opened", "visitor_or_chatted"],
              token,
              at,
            ),
            ...(/[01]$/.test(text(token)) ? there(["visitor_group"], token, at, text(token).slice(-1)) : []),
          ];
        case "popup.displayed":
          return there(["approached", "visitor_or_approached"], token, at);
        case "widget.opened":
          return there(["opened", "visitor_or_opened"], token, at);
        default:
          return [];
      }
    }),
    ...conversations.flatMap((one) =>
      isKnown(one["user_token"])
        ? there(["chatted", "visitor_or_chatted"], one["user_token"], one["started_at"])
        : [],
    ),
  ];
}
