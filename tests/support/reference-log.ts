import type { LogEvent } from "./logging.ts";

type Row = Record<string, unknown>;

/** What events may say of a conversation. */
const SAID = [
  ...["user", "user_token", "channel", "language", "topic", "state", "rating", "country"],
  ...["handling_status", "opened_by"],
];

const NO_ACTIVITY = [
  "conversation.updated",
  "conversation.ended",
  "label.applied",
  "intervention.ended",
  "purchase",
];

/** By time, and by id where two are of one time. */
const inOrder = (events: LogEvent[]): LogEvent[] =>
  [...events].sort((one, other) => (one.at + one.id < other.at + other.id ? -1 : 1));

const latest = (events: LogEvent[], field: string): unknown =>
  inOrder(events).findLast((event) => event[field] !== undefined)?.[field] ?? null;

const first = (events: LogEvent[]): string | null => inOrder(events)[0]?.at ?? null;
const last = (events: LogEvent[]): string | null => inOrder(events).at(-1)?.at ?? null;

/** What an event reports has ended then: a call, when its seconds are over. */
const ending = (event: LogEvent): LogEvent => ({
  ...event,
  at: new Date(Date.parse(event.at) + Number(event["duration_seconds"] ?? 0) * 1_000).toISOString(),
});

/** The events that have a field, by its value. */
function grouped(events: LogEvent[], field: string): [string, LogEvent[]][] {
  const values = new Set(events.flatMap((event) => event[field] ?? []).map(String));
  return [...values].sort().map((value) => [value, events.filter((event) => event[field] === value)]);
}

/** Conversations, interventions and orders by their definition, from events that each came once. */
export function referenceLog(events: LogEvent[]): {
  conversations: Row[];
  interventions: Row[];
  orders: Row[];
} {
  const ofType = (own: LogEvent[], type: string) => own.filter((event) => event.type === type);
  const telling = events.filter(({ type }) => type !== "conversation.analyzed");
  const conversations = grouped(telling, "conversation_id").map(([conversation_id, own]) => {
    const saying = own
      .filter(({ type }) => /^conversation\.(started|updated|ended)$/.test(type))
      .map((event) => (event.type === "conversation.ended" ? { status: "closed", ...event } : event));
    const acts = own.filter(({ type }) => !NO_ACTIVITY.includes(type));
    return {
      conversation_id,
      started_at: first(ofType(own, "conversation.started")) ?? first(acts) ?? first(own),
      first_activity_at: first(acts),
      last_activity_at: last(acts.map(ending)),
      ended_at: last(ofType(own, "conversation.ended")),
      ...Object.fromEntries(SAID.map((field) => [field, latest(saying, field)])),
      status: latest(saying, "status") ?? "open",
      reached_terminal: saying.some((event) => event["is_terminal"] === true),
      messages: ofType(own, "message").length,
      is_answered: own.some(({ sender }) => sender === "BOT" || sender === "AGENT"),
    };
  });
  const interventions = grouped(events, "intervention_id").map(([intervention_id, own]) => ({
    intervention_id,
    conversation_id: latest(own, "conversation_id"),
    requested_at: first(ofType(own, "intervention.requested")),
    accepted_at: first(ofType(own, "intervention.accepted")),
    ended_at: last(ofType(own, "intervention.ended")),
    ...Object.fromEntries(
      ["agent", "topic", "outcome", "channel"].map((field) => [field, latest(own, field)]),
    ),
  }));
  const orders = grouped(events, "order_number").map(([order_number, own]) => {
    const [counted] = inOrder(own);
    return { order_number, value: counted?.["value"], currency: counted?.["currency"] };
  });
  return { conversations, interventions, orders };
}
