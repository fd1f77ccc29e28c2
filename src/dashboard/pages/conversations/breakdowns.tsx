import { channels, conversationOutcomes, labels, popups } from "../../api/conversations.ts";
import type { Parameters } from "../../api/reports.ts";
import { count, percent } from "../../format.ts";
import { type Ranked, Ranking } from "../../parts/ranking.tsx";
import { ReportCard } from "../../parts/report-card.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { useReport } from "../../report.ts";
import { useView } from "../../view.ts";

/** Where people wrote. */
export function Channels({ asked }: { asked: Parameters }) {
  return (
    <ReportCard
      title="Channels"
      what="channels"
      asked={useReport(channels, asked)}
      exported={{ path: channels.path, parameters: asked }}
      lines={5}
    >
      {({ data }) => (
        <Ranking
          caption="Messages that came in by channel"
          columns={["Channel", "Received", "People"]}
          rows={data.map(({ channel, messages, pct, unique_users }) => ({
            key: channel ?? "",
            name: channel ?? "Unknown",
            value: messages,
            pct,
            figures: [count(unique_users)],
          }))}
        />
      )}
    </ReportCard>
  );
}

/** What conversations were labelled with. */
export function Labels({ asked }: { asked: Parameters }) {
  const parameters = { ...asked, limit: "500" };
  return (
    <ReportCard
      title="Labels"
      what="labels"
      asked={useReport(labels, parameters)}
      exported={{ path: labels.path, parameters }}
      lines={5}
    >
      {({ data }) => (
        <Ranking
          caption="Labels by how often they were applied"
          columns={["Label", "Applied"]}
          rows={data.map(({ label, times_applied, pct }) => ({
            key: label,
            name: label,
            value: times_applied,
            pct,
          }))}
          empty="No label was applied in this period."
        />
      )}
    </ReportCard>
  );
}

const OUTCOME_TABS: [string, string][] = [
  ["sentiments", "Sentiment"],
  ["outcomes", "Outcome"],
  ["handling_statuses", "Handling"],
];

const OUTCOME_NAMES: Record<string, string> = {
  positive: "Positive",
  neutral: "Neutral",
  negative: "Negative",
  success: "Success",
  fail: "Failure",
  RESOLVED: "Resolved",
  PENDING: "Pending",
  FOLLOW_UP: "To be followed up",
};

type Answer = ReturnType<typeof conversationOutcomes.read>;

function ranked({ sentiments, outcomes, handling_statuses }: Answer, open: string): Ranked[] {
  const named = (value: string | null, share: { conversations: number; pct: number }): Ranked => ({
    key: value ?? "",
    name: value === null ? "Not known" : (OUTCOME_NAMES[value] ?? value),
    value: share.conversations,
    pct: share.pct,
  });
  switch (open) {
    case "outcomes":
      return outcomes.map((row) => named(row.outcome, row));
    case "handling_statuses":
      return handling_statuses.map((row) => named(row.handling_status, row));
    default:
      return sentiments.map((row) => named(row.sentiment, row));
  }
}

/** How conversations went, as analyses found them, and what became of them. */
export function Outcomes({ asked }: { asked: Parameters }) {
  const wish = useView().parameter("outcomes");
  const [open, title] = OUTCOME_TABS.find(([key]) => key === wish) ?? (["sentiments", "Sentiment"] as const);
  return (
    <ReportCard
      title="How they went"
      what="how conversations went"
      asked={useReport(conversationOutcomes, asked)}
      exported={{ path: conversationOutcomes.path, parameters: asked }}
      beside={<Tabs label="Conversations by" parameter="outcomes" open={open} tabs={OUTCOME_TABS} />}
      lines={4}
    >
      {(answer) => (
        <Ranking
          caption={`Conversations by ${title.toLowerCase()}`}
          columns={[title, "Number"]}
          rows={ranked(answer, open)}
        />
      )}
    </ReportCard>
  );
}

/** Which popups were opened, and what conversations were opened by. */
export function Popups({ asked }: { asked: Parameters }) {
  return (
    <ReportCard
      title="Popups"
      what="popups"
      asked={useReport(popups, asked)}
      exported={{ path: popups.path, parameters: asked }}
      lines={4}
    >
      {({ data, conversations }) => (
        <>
          <Ranking
            caption="Popups by version"
            columns={["Version", "Shown", "Opened", "Rate"]}
            rows={data.map(({ popup_version, displayed, opened, opened_pct }) => ({
              key: popup_version,
              name: popup_version === "unknown" ? "Without a version" : popup_version,
              value: displayed,
              figures: [count(opened), percent(opened_pct)],
            }))}
            empty="No popup was shown in this period."
          />
          {conversations.total > 0 && (
            <p class="hint">
              Of {count(conversations.total)} conversations, {count(conversations.opened_by_popup)} (
              {percent(conversations.opened_by_popup_pct)}) were opened by a popup and{" "}
              {count(conversations.opened_by_chat_button)} by the chat button.
            </p>
          )}
        </>
      )}
    </ReportCard>
  );
}
