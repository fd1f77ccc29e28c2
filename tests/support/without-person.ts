import type { LogEvent } from "./logging.ts";

/** The last that was said under a name of a conversation, by time and id; undefined where nothing was. */
function lastSaid(events: LogEvent[], conversation: unknown, name: string): unknown {
  return events
    .filter(
      ({ type, ...event }) => type.startsWith("conversation.") && event["conversation_id"] === conversation,
    )
    .filter((event) => event[name] !== undefined)
    .sort((one, other) => `${one.at} ${one.id}`.localeCompare(`${other.at} ${other.id}`))
    .at(-1)?.[name];
}

/** Whether a conversation is a person's: as its user or token, or as the only one who spoke in one of nobody's. */
function isOwn(events: LogEvent[], conversation: unknown, who: string): boolean {
  const owners = ["user", "user_token"].map((name) => lastSaid(events, conversation, name));
  const inside = events.filter((event) => event["conversation_id"] === conversation);
  const names = ({ user, user_token }: LogEvent) => [user, user_token].includes(who);
  return (
    owners.includes(who) ||
    (owners.every((owner) => owner === undefined) &&
      inside.some((event) => event.type !== "purchase" && names(event)) &&
      !inside.some(({ type, user }) => type === "message" && user !== undefined && user !== who))
  );
}

/** What of a history there would be, had nothing of a person ever been reported. */
export function withoutPerson(events: LogEvent[], who: string): LogEvent[] {
  const conversations = new Set<unknown>(
    events.map((event) => event["conversation_id"]).filter((id) => id !== undefined),
  );
  const own = new Set<unknown>([...conversations].filter((id) => isOwn(events, id, who)));
  const isTheirs = (event: LogEvent) =>
    own.has(event["conversation_id"]) ||
    (!event.type.startsWith("conversation.") && [event["user"], event["user_token"]].includes(who));
  const orders = new Set<unknown>(
    events
      .filter((event) => event.type === "purchase" && isTheirs(event))
      .map((event) => event["order_number"]),
  );
  return events
    .filter((event) => !isTheirs(event) && !orders.has(event["order_number"]))
    .map((event) =>
      event.type.startsWith("conversation.")
        ? Object.fromEntries(Object.entries(event).filter(([, value]) => value !== who))
        : event,
    ) as LogEvent[];
}
