import { useEffect, useState } from "preact/hooks";
import { overview } from "../../api/overview.ts";
import type { Parameters } from "../../api/reports.ts";
import { spokenRange } from "../../dates.ts";
import { FilterChips, FilterMenu } from "../../parts/filters.tsx";
import { PeriodMenu } from "../../parts/period.tsx";
import { Failed, Loading } from "../../parts/states.tsx";
import { useReport } from "../../report.ts";
import type { Asked } from "../../resource.ts";
import { useShortcuts } from "../../shortcuts.ts";
import { askedOf, useView } from "../../view.ts";
import { NoVisits } from "../no-visits.tsx";
import { AssistantPage } from "../of-assistant.tsx";
import { Funnel } from "./funnel.tsx";
import { KeptApart } from "./kept-apart.tsx";
import { Countries, Devices, Pages, Sources } from "./lists.tsx";
import { LiveMenu } from "./live.tsx";
import { OverTime } from "./series.tsx";
import { Totals } from "./totals.tsx";

const COMPARISONS = [
  ["previous", "vs. period before"],
  ["previous_year", "vs. year before"],
  ["none", "No comparison"],
] as const;

/** With what the totals are compared, as the address says. */
function useComparison() {
  const { parameter, set } = useView();
  const place = COMPARISONS.findIndex(([key]) => key === parameter("compare"));
  const [comparison] = COMPARISONS[place] ?? COMPARISONS[0];
  const compareWith = (key: string | undefined) =>
    set({ parameters: { compare: key === "previous" ? undefined : key } });
  return { comparison, place, compareWith };
}

function Comparison() {
  const { comparison, place, compareWith } = useComparison();
  const [next] = COMPARISONS[place < 0 ? 1 : place + 1] ?? COMPARISONS[0];
  useShortcuts({ x: () => compareWith(next) });
  return (
    <select
      class="theme"
      aria-label="Comparison"
      aria-keyshortcuts="x"
      value={comparison}
      onChange={(event) => compareWith(event.currentTarget.value)}
    >
      {COMPARISONS.map(([key, name]) => (
        <option key={key} value={key}>
          {name}
        </option>
      ))}
    </select>
  );
}

type Answer = ReturnType<typeof overview.read>;

function Summary({ asked: { resource, isPending } }: { asked: Asked<Answer> }) {
  if (resource.state !== "ready") {
    return <Loading what="the totals" lines={1} />;
  }
  const { data, previous, change_pct, meta } = resource.value;
  const { previous_start_date: from, previous_end_date: to } = meta;
  return (
    <section class="card report" aria-label="Totals" aria-busy={isPending}>
      <div class="fades">
        <Totals totals={data} previous={previous} changes={change_pct} />
        {from !== undefined && to !== undefined && (
          <p class="hint">Changes are against {spokenRange(from, to)}.</p>
        )}
        <KeptApart excluded={meta.excluded} />
      </div>
    </section>
  );
}

function Reports({ assistantId }: { assistantId: string }) {
  const view = useView();
  const { comparison } = useComparison();
  const asked: Parameters = { assistant_id: assistantId, ...askedOf(view) };
  const compared = { ...asked, ...(comparison !== "none" && { compare: comparison }) };
  const totals = useReport(overview, compared);
  const [isAsked, setAsked] = useState(false);
  // The totals are asked for first, and all else while they are on their way.
  useEffect(() => setAsked(true), []);
  const { resource, again } = totals;
  if (resource.state === "failed") {
    return <Failed what="this overview" failure={resource.failure} again={again} />;
  }
  if (resource.state === "ready" && resource.value.data.pageviews === 0) {
    return (
      <>
        <NoVisits assistantId={assistantId} />
        <KeptApart excluded={resource.value.meta.excluded} />
      </>
    );
  }
  return (
    <>
      <Summary asked={totals} />
      {isAsked && (
        <div class="reports">
          <OverTime asked={asked} />
          <Pages asked={asked} />
          <Sources asked={asked} />
          <Countries asked={asked} />
          <Devices asked={asked} />
          <Funnel asked={asked} />
        </div>
      )}
    </>
  );
}

/** What is looked at, and the reports about it: all that a share link shows too. */
export function OverviewReports({ assistantId }: { assistantId: string }) {
  return (
    <>
      <div class="toolbar">
        <LiveMenu assistantId={assistantId} />
        <div class="push" />
        <FilterMenu />
        <Comparison />
        <PeriodMenu />
      </div>
      <FilterChips />
      <Reports assistantId={assistantId} />
    </>
  );
}

/** What happened on the pages of an assistant, at a glance. */
export function Overview({ assistantId }: { assistantId: string }) {
  return (
    <AssistantPage assistantId={assistantId} title="Overview" isWide>
      <OverviewReports assistantId={assistantId} />
    </AssistantPage>
  );
}
