import type { ComponentChildren } from "preact";
import type { ConversationEntry, Message } from "../../api/conversation.ts";
import { duration, money } from "../../format.ts";
import { Time } from "../../parts/time.tsx";

const SENDERS = { CUSTOMER: "Customer", AGENT: "Agent", BOT: "Bot", SYSTEM: "System" } as const;

const HANDOVERS = {
  "intervention.requested": "An agent was asked for",
  "intervention.accepted": "An agent took over",
  "intervention.ended": "The hand-over ended",
} as const;

const CALLS = { inbound: "Called", outbound: "Was called" } as const;

const joined = (...parts: (string | null | undefined | false)[]): string => parts.filter(Boolean).join(" · ");

const share = (confidence: number): string =>
  new Intl.NumberFormat(undefined, { style: "percent" }).format(confidence);

/** What the bot made of it, or which of its responses it was. */
const understood = ({ intent, confidence, response }: Message): string =>
  joined(
    response && `Response ${response}`,
    intent && `Intent ${intent}`,
    confidence !== null && `${share(confidence)} sure`,
  );

function Said({ message, zone }: { message: Message; zone: string }) {
  const { sender, agent, user, text, at } = message;
  const details = understood(message);
  return (
    <li class={`said ${sender.toLowerCase()}`}>
      <p class="by">
        <strong>{(sender === "CUSTOMER" ? user : agent) ?? SENDERS[sender]}</strong>{" "}
        <Time at={at} only="second" zone={zone} />
      </p>
      <p class={text === null ? "words muted" : "words"}>{text ?? "The text was not sent here."}</p>
      {details !== "" && <p class="hint">{details}</p>}
    </li>
  );
}

function analysed(entry: ConversationEntry & { type: "conversation.analyzed" }): ComponentChildren {
  const lists: [string, string[]][] = [
    ["Intents", entry.intents],
    ["Products", entry.products],
    ["Complaints", entry.complaints],
    ["Missing", entry.missing_information],
  ];
  return (
    <>
      Analysed:{" "}
      {joined(
        entry.sentiment && `${entry.sentiment} sentiment`,
        entry.mood && `${entry.mood} mood`,
        entry.outcome && `outcome ${entry.outcome}`,
        entry.human_intervention_needed && "a human was needed",
      ) || "nothing found"}
      {lists
        .filter(([, items]) => items.length > 0)
        .map(([name, items]) => (
          <span key={name} class="muted listed">
            {name}: {items.join(", ")}
          </span>
        ))}
    </>
  );
}

/** What happened beside what was said, in words. */
function told(entry: Exclude<ConversationEntry, { type: "message" }>): ComponentChildren {
  switch (entry.type) {
    case "call":
      return joined(`${CALLS[entry.direction]} for ${duration(entry.duration_seconds)}`, entry.agent);
    case "bot.event":
      return `The bot called ${entry.name ?? "an event"}`;
    case "label.applied":
      return (
        <>
          Labelled <span class="badge">{entry.label}</span>
        </>
      );
    case "reaction":
      return joined(entry.reaction === "like" ? "Liked" : "Disliked", entry.response);
    case "link.clicked":
      return `Followed the link to ${entry.product ?? entry.url ?? "somewhere"}`;
    case "conversation.analyzed":
      return analysed(entry);
    case "purchase":
      return (
        <>
          Bought for <strong>{money(entry.value, entry.currency)}</strong>
          <span class="muted"> · order {entry.order_number}</span>
        </>
      );
    default:
      return joined(
        HANDOVERS[entry.type],
        entry.type === "intervention.requested" ? entry.topic : entry.agent,
        entry.type === "intervention.ended" && entry.outcome,
      );
  }
}

/** What happened in a conversation, in order: what was said as a dialogue, all else between. */
export function ConversationEntries({ entries, zone }: { entries: ConversationEntry[]; zone: string }) {
  return (
    <ol class="dialogue">
      {entries.map((entry) =>
        entry.type === "message" ? (
          <Said key={entry.id} message={entry} zone={zone} />
        ) : (
          <li key={`${entry.type} ${entry.id}`} class="between">
            <Time at={entry.at} only="second" zone={zone} /> <span>{told(entry)}</span>
          </li>
        ),
      )}
    </ol>
  );
}
