import type { ComponentChildren } from "preact";
import type { SessionEntry } from "../../api/sessions.ts";
import { duration, money } from "../../format.ts";
import { Time } from "../../parts/time.tsx";

const WIDGET = {
  widget_open: "Opened the widget",
  conversation_start: "Started a conversation",
  conversation_end: "Ended the conversation",
  inquiry_submit: "Sent an inquiry",
} as const;

const POPUPS = { popup_display: "Was shown a popup", popup_open: "Opened the popup" } as const;

/** What happened, in words, and which kind of thing it is. */
function told(entry: SessionEntry, assistantId: string): { kind: string; what: ComponentChildren } {
  switch (entry.type) {
    case "page_view":
      return {
        kind: "seen",
        what: (
          <>
            <strong>{entry.page_url}</strong>
            {entry.page_title && <span class="muted"> {entry.page_title}</span>}
            {entry.seconds_on_page !== null && (
              <span class="muted"> · seen for {duration(entry.seconds_on_page)}</span>
            )}
          </>
        ),
      };
    case "widget_close":
      return {
        kind: "widget",
        what: (
          <>
            Closed the widget
            {entry.duration_seconds !== null && (
              <span class="muted"> · open for {duration(entry.duration_seconds)}</span>
            )}
          </>
        ),
      };
    case "popup_display":
    case "popup_open":
      return {
        kind: "popup",
        what: (
          <>
            {POPUPS[entry.type]}
            {entry.popup_version !== null && <span class="muted"> · version {entry.popup_version}</span>}
          </>
        ),
      };
    case "conversation":
      return {
        kind: "talk",
        what: (
          <>
            <a href={`/app/${encodeURIComponent(assistantId)}/conversations/${encodeURIComponent(entry.id)}`}>
              Conversation {entry.id}
            </a>
            {entry.channel !== null && <span class="muted"> · {entry.channel}</span>}
          </>
        ),
      };
    case "link_click":
    case "product_click":
      return { kind: "click", what: <>Followed the link to {entry.product ?? entry.url}</> };
    case "purchase":
      return {
        kind: "sale",
        what: (
          <>
            Bought for <strong>{money(entry.value, entry.currency)}</strong>
            <span class="muted"> · order {entry.order_number}</span>
          </>
        ),
      };
    default:
      return { kind: "widget", what: WIDGET[entry.type] };
  }
}

/** What happened in a visit, in order. */
export function SessionEntries(props: { entries: SessionEntry[]; assistantId: string; zone: string }) {
  const { entries, assistantId, zone } = props;
  return (
    <ol class="timeline">
      {entries.map((entry) => {
        const { kind, what } = told(entry, assistantId);
        return (
          <li key={`${entry.type} ${entry.id}`} class={kind}>
            <Time at={entry.at} only="second" zone={zone} />
            <span class="what">{what}</span>
          </li>
        );
      })}
    </ol>
  );
}
