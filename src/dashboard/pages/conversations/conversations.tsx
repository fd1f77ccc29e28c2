import { type ConversationTotals, conversations } from "../../api/conversations.ts";
import type { Parameters } from "../../api/reports.ts";
import { amount, count, percent } from "../../format.ts";
import { PeriodMenu } from "../../parts/period.tsx";
import { Empty, Loaded } from "../../parts/states.tsx";
import { useReport } from "../../report.ts";
import { askedOf, useView } from "../../view.ts";
import { AssistantPage } from "../of-assistant.tsx";
import { Channels, Labels, Outcomes, Popups } from "./breakdowns.tsx";
import { Handovers } from "./handovers.tsx";
import { Hours } from "./hours.tsx";
import { Purchases } from "./purchases.tsx";
import { Volume } from "./volume.tsx";

type Total = {
  name: keyof ConversationTotals;
  title: string;
  written: (value: number | null) => string;
};

const TOTALS: Total[] = [
  { name: "total_conversations", title: "Conversations", written: count },
  { name: "total_messages", title: "Messages", written: count },
  { name: "total_unique_users", title: "People", written: count },
  { name: "avg_messages_per_conversation", title: "Messages each", written: amount },
  { name: "completion_rate_pct", title: "Completed", written: percent },
  { name: "total_handovers", title: "Hand-overs", written: count },
  { name: "handover_rate_pct", title: "Handed over", written: percent },
];

function Totals({ summary, isPending }: { summary: ConversationTotals; isPending: boolean }) {
  return (
    <section class="card report" aria-label="Totals" aria-busy={isPending}>
      <div class="fades">
        <dl class="totals">
          {TOTALS.map(({ name, title, written }) => (
            <div key={name}>
              <dt>{title}</dt>
              <dd>
                <strong>{written(summary[name])}</strong>
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}

function NoConversations() {
  const view = useView();
  return (
    <Empty title="No conversations in this period">
      <p>
        They are here as soon as your chat platform reports them with{" "}
        <code class="whole">POST /api/v1/events</code>, or your site starts them with a{" "}
        <code>conversation_id</code>.
      </p>
      {view.period !== "12m" && (
        <a class="button" href={view.href({ period: "12m" })}>
          Show the last 12 months
        </a>
      )}
    </Empty>
  );
}

/** What is told of the conversations of an assistant, whoever visited where: filters are of visits. */
function Reports({ assistantId }: { assistantId: string }) {
  const view = useView();
  const asked: Parameters = { assistant_id: assistantId, ...askedOf({ ...view, filters: {} }) };
  const { resource, again, isPending } = useReport(conversations, { ...asked, granularity: "day" });
  return (
    <Loaded resource={resource} what="conversations" again={again} lines={6}>
      {({ summary }) => (
        <>
          {summary.total_conversations === 0 && summary.total_messages === 0 ? (
            <>
              <NoConversations />
              <div class="reports">
                <Popups asked={asked} />
                <Purchases asked={asked} />
              </div>
            </>
          ) : (
            <>
              <Totals summary={summary} isPending={isPending} />
              <div class="reports">
                <Volume asked={asked} />
                <Hours asked={asked} />
                <Channels asked={asked} />
                <Outcomes asked={asked} />
                <Handovers asked={asked} />
                <Labels asked={asked} />
                <Popups asked={asked} />
                <Purchases asked={asked} />
              </div>
            </>
          )}
        </>
      )}
    </Loaded>
  );
}

/** What was said to the customers of an assistant, and what it led to. */
export function Conversations({ assistantId }: { assistantId: string }) {
  return (
    <AssistantPage assistantId={assistantId} title="Conversations" isWide>
      <div class="toolbar">
        <div class="push" />
        <PeriodMenu />
      </div>
      <Reports assistantId={assistantId} />
    </AssistantPage>
  );
}
