import { handovers } from "../../api/conversations.ts";
import type { Parameters } from "../../api/reports.ts";
import { count, duration } from "../../format.ts";
import { type Ranked, Ranking } from "../../parts/ranking.tsx";
import { ReportCard } from "../../parts/report-card.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { useReport } from "../../report.ts";
import { useView } from "../../view.ts";

type Answer = ReturnType<typeof handovers.read>;

const TABS: [string, string][] = [
  ["outcome", "Outcome"],
  ["topic", "Topic"],
  ["channel", "Channel"],
  ["agent", "Agent"],
];

type Share = { handovers: number; pct: number };

const rowOf = (name: string | null, { handovers: value, pct }: Share): Ranked => ({
  key: name ?? "",
  name: name ?? "Unknown",
  value,
  pct,
});

function ranked({ channels, topics, outcomes, agents }: Answer, way: string): Ranked[] {
  switch (way) {
    case "topic":
      return topics.map((row) => rowOf(row.topic, row));
    case "channel":
      return channels.map((row) => rowOf(row.channel, row));
    case "agent":
      return agents.map(({ agent, accepted, avg_wait_seconds, avg_handling_seconds }) => ({
        key: agent ?? "",
        name: agent ?? "Unknown",
        value: accepted,
        figures: [duration(avg_wait_seconds), duration(avg_handling_seconds)],
      }));
    default:
      return outcomes.map((row) => rowOf(row.outcome, row));
  }
}

function Summary({ summary }: Pick<Answer, "summary">) {
  const figures: [string, string][] = [
    ["Hand-overs", count(summary.total_handovers)],
    ["Accepted", count(summary.accepted)],
    ["Average wait", duration(summary.avg_wait_seconds)],
    ["Average length", duration(summary.avg_handling_seconds)],
  ];
  return (
    <dl class="totals small">
      {figures.map(([name, figure]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <strong>{figure}</strong>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What was handed over to people, and how long they took. */
export function Handovers({ asked }: { asked: Parameters }) {
  const wish = useView().parameter("handovers");
  const [open, title] = TABS.find(([way]) => way === wish) ?? (["outcome", "Outcome"] as const);
  return (
    <ReportCard
      title="Hand-overs"
      what="hand-overs"
      asked={useReport(handovers, asked)}
      exported={{ path: handovers.path, parameters: asked }}
      beside={<Tabs label="Hand-overs by" parameter="handovers" open={open} tabs={TABS} />}
      lines={5}
    >
      {(answer) => (
        <>
          <Summary summary={answer.summary} />
          <Ranking
            caption={`Hand-overs by ${title.toLowerCase()}`}
            columns={open === "agent" ? [title, "Accepted", "Wait", "Length"] : [title, "Number"]}
            rows={ranked(answer, open)}
          />
        </>
      )}
    </ReportCard>
  );
}
