import { pageviews } from "../../api/overview.ts";
import type { Parameters } from "../../api/reports.ts";
import { lengthOf, todayIn } from "../../dates.ts";
import { isBegun } from "../../parts/moments.ts";
import { ReportCard } from "../../parts/report-card.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { TimeChart } from "../../parts/time-chart.tsx";
import { useReport } from "../../report.ts";
import { useView } from "../../view.ts";

/** Up to how many days are shown by the hour unless told otherwise, and at most. */
const DAYS_BY_HOUR = 2;
const MOST_DAYS_BY_HOUR = 31;

const BY_DAY: [string, string] = ["day", "By day"];
const BY_HOUR: [string, string] = ["hour", "By hour"];

/** Page views and visitors over time. */
export function OverTime({ asked }: { asked: Parameters }) {
  const { range, zone, parameter } = useView();
  const days = lengthOf(range.from, range.to);
  const tabs = days > DAYS_BY_HOUR ? [BY_DAY, BY_HOUR] : [BY_HOUR, BY_DAY];
  const [byDefault = "day"] = tabs[0] ?? [];
  const wish = parameter("granularity");
  const isKnown = tabs.some(([key]) => key === wish) && days <= MOST_DAYS_BY_HOUR;
  const granularity = isKnown && wish !== undefined ? wish : byDefault;
  const parameters = { ...asked, granularity };
  return (
    <ReportCard
      title="Over time"
      what="page views over time"
      asked={useReport(pageviews, parameters)}
      exported={{ path: pageviews.path, parameters }}
      beside={
        days <= MOST_DAYS_BY_HOUR && (
          <Tabs label="Over time" parameter="granularity" open={granularity} tabs={tabs} />
        )
      }
      isAcross
      lines={5}
    >
      {({ data }) => {
        const [now, today] = [new Date(), todayIn(zone, new Date())];
        const begun = data.filter(({ date }) => isBegun(date, now, today));
        return (
          <TimeChart
            label="Visitors and page views over time"
            moments={begun.map(({ date }) => date)}
            series={[
              { name: "Visitors", values: begun.map(({ unique_visitors }) => unique_visitors) },
              { name: "Page views", values: begun.map((each) => each.pageviews) },
            ]}
            zone={zone}
          />
        );
      }}
    </ReportCard>
  );
}
