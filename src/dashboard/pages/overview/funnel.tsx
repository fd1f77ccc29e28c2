import { type FunnelSteps, funnel } from "../../api/overview.ts";
import type { Parameters } from "../../api/reports.ts";
import { count, percent } from "../../format.ts";
import { countryName } from "../../names.ts";
import { type Ranked, Ranking } from "../../parts/ranking.tsx";
import { ReportCard } from "../../parts/report-card.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { useReport } from "../../report.ts";
import { useView } from "../../view.ts";
import { useLength } from "./lists.tsx";

const STEPS = [
  ["visitors", undefined, "Visitors"],
  ["widget_opened", "widget_opened_pct", "Opened the widget"],
  ["conversation_started", "conversation_started_pct", "Chatted"],
  ["inquiry_submitted", "inquiry_submitted_pct", "Sent an inquiry"],
] as const;

/** How many came how far, each step as wide as its share of all visitors. */
function Picture({ steps }: { steps: FunnelSteps }) {
  return (
    <ol class="funnel">
      {STEPS.map(([name, share, title]) => {
        const part = share === undefined ? 100 : steps[share];
        return (
          <li key={name} style={{ "--share": part }}>
            <span class="step">{title}</span>
            <strong>{count(steps[name])}</strong>
            <span class="muted">{percent(part)}</span>
          </li>
        );
      })}
    </ol>
  );
}

const WAYS: [string, string][] = [
  ["page", "By page"],
  ["source", "By source"],
  ["country", "By country"],
];

type Line = NonNullable<ReturnType<typeof funnel.read>["breakdown"]>[number];

const figuresOf = (steps: FunnelSteps): string[] => [
  percent(steps.widget_opened_pct),
  percent(steps.conversation_started_pct),
  percent(steps.inquiry_submitted_pct),
];

function ranked(way: string, line: Line): Ranked {
  const figures = { value: line.visitors, figures: figuresOf(line) };
  const { page_url = null, source = null, country = null } = line;
  switch (way) {
    case "source":
      return {
        key: source ?? "",
        name: source ?? "Unknown",
        ...(source !== null && { filters: { source } }),
        ...figures,
      };
    case "country":
      return {
        key: country ?? "",
        name: countryName(country),
        ...(country !== null && { filters: { country } }),
        ...figures,
      };
    default:
      return {
        key: page_url ?? "",
        name: page_url ?? "Unknown",
        ...(page_url !== null && { filters: { page_url } }),
        ...figures,
      };
  }
}

/** What the widget did: from visitors to inquiries, in all and by where they were or came from. */
export function Funnel({ asked }: { asked: Parameters }) {
  const wish = useView().parameter("funnel");
  const [open, title] = WAYS.find(([way]) => way === wish) ?? (["page", "By page"] as const);
  const { limit, more } = useLength(JSON.stringify([open, asked]));
  const parameters = { ...asked, by: open, limit };
  return (
    <ReportCard
      title="Widget"
      what="the widget's funnel"
      asked={useReport(funnel, parameters)}
      exported={{ path: funnel.path, parameters }}
      beside={<Tabs label="The funnel by" parameter="funnel" open={open} tabs={WAYS} />}
      isAcross
      lines={5}
    >
      {({ data, breakdown = [], meta }) => (
        <div class="halves">
          <Picture steps={data} />
          <div>
            <Ranking
              caption={`The widget's funnel ${title.toLowerCase()}`}
              columns={[
                title.replace(/^By /, "").replace(/^./, (first) => first.toUpperCase()),
                "Visitors",
                "Opened",
                "Chatted",
                "Inquiry",
              ]}
              rows={breakdown.map((line) => ranked(open, line))}
              more={more}
              {...(meta && { total: meta.total })}
            />
          </div>
        </div>
      )}
    </ReportCard>
  );
}
