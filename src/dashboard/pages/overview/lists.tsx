import { useState } from "preact/hooks";
import { devices, entryPages, exitPages, geography, pages, trafficSources } from "../../api/overview.ts";
import type { Parameters, Report } from "../../api/reports.ts";
import { count, duration, percent } from "../../format.ts";
import { countryName, deviceName } from "../../names.ts";
import { type Ranked, Ranking } from "../../parts/ranking.tsx";
import { ReportCard } from "../../parts/report-card.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { useReport } from "../../report.ts";
import { type FilterName, useView } from "../../view.ts";

/** How many lines are asked for at first, and with each wish for more. The API gives at most the last. */
const LENGTHS = [8, 50, 500];

/** How long a list is to be, and the way to a longer one; a list about something else is short again. */
export function useLength(about: string): { limit: string; more: (() => void) | undefined } {
  const [chosen, choose] = useState({ about, step: 0 });
  const step = chosen.about === about ? chosen.step : 0;
  const hasMore = step + 1 < LENGTHS.length;
  return {
    limit: String(LENGTHS[step]),
    more: hasMore ? () => choose({ about, step: step + 1 }) : undefined,
  };
}

/** A list that the API gives in parts. */
function PagedList<Row>(props: {
  title: string;
  report: Report<{ data: Row[]; meta: { total: number } }>;
  asked: Parameters;
  columns: [string, string, ...string[]];
  tabs: preact.ComponentChild;
  ranked: (row: Row) => Ranked;
}) {
  const { title, report, asked, columns, tabs, ranked } = props;
  const { limit, more } = useLength(JSON.stringify([report.path, asked]));
  const parameters = { ...asked, limit };
  return (
    <ReportCard
      title="Pages"
      what={title.toLowerCase()}
      asked={useReport(report, parameters)}
      exported={{ path: report.path, parameters }}
      beside={tabs}
      lines={5}
    >
      {({ data, meta }) => (
        <Ranking caption={title} columns={columns} rows={data.map(ranked)} total={meta.total} more={more} />
      )}
    </ReportCard>
  );
}

const PAGE_TABS: [string, string][] = [
  ["top", "Top"],
  ["entry", "Entry"],
  ["exit", "Exit"],
];

/** Pages: the most seen, and those on which visits begin and end. */
export function Pages({ asked }: { asked: Parameters }) {
  const open = useView().parameter("pages") ?? "top";
  const tabs = <Tabs label="Which pages" parameter="pages" open={open} tabs={PAGE_TABS} />;
  const common = { asked, tabs };
  switch (open) {
    case "entry":
      return (
        <PagedList
          key="entry"
          {...common}
          title="Entry pages"
          report={entryPages}
          columns={["Page", "Sessions", "Bounces"]}
          ranked={({ page_url, sessions, pct, bounce_rate_pct }) => ({
            ...pageRow(page_url, "entry_page"),
            value: sessions,
            pct,
            figures: [percent(bounce_rate_pct)],
          })}
        />
      );
    case "exit":
      return (
        <PagedList
          key="exit"
          {...common}
          title="Exit pages"
          report={exitPages}
          columns={["Page", "Sessions"]}
          ranked={({ page_url, sessions, pct }) => ({
            ...pageRow(page_url, "page_url"),
            value: sessions,
            pct,
          })}
        />
      );
    default:
      return (
        <PagedList
          key="top"
          {...common}
          title="Top pages"
          report={pages}
          columns={["Page", "Views", "Visitors", "Time"]}
          ranked={({ page_url, pageviews, unique_visitors, avg_time_on_page_seconds }) => ({
            ...pageRow(page_url, "page_url"),
            value: pageviews,
            figures: [count(unique_visitors), duration(avg_time_on_page_seconds)],
          })}
        />
      );
  }
}

/** What every line about a value has: its name, and what a click on it selects where it is known. */
const rowOf = (value: string | null, filter: FilterName, name = value ?? "Unknown") => ({
  key: value ?? "",
  name,
  ...(value !== null && { filters: { [filter]: value } }),
});

const pageRow = (path: string | null, filter: FilterName) => rowOf(path, filter);

/** Where visits came from. */
export function Sources({ asked }: { asked: Parameters }) {
  return (
    <ReportCard
      title="Sources"
      what="sources"
      asked={useReport(trafficSources, asked)}
      exported={{ path: trafficSources.path, parameters: asked }}
      lines={5}
    >
      {({ data }) => (
        <Ranking
          caption="Sources"
          columns={["Source", "Sessions"]}
          rows={data.map(({ source, medium, sessions, pct }) => ({
            key: `${source} ${medium}`,
            name: source ?? "Unknown",
            aside: medium === source ? null : medium,
            value: sessions,
            pct,
            ...(source !== null && { filters: { source, medium: medium ?? "none" } }),
          }))}
        />
      )}
    </ReportCard>
  );
}

/** In which countries visitors were. */
export function Countries({ asked }: { asked: Parameters }) {
  return (
    <ReportCard
      title="Countries"
      what="countries"
      asked={useReport(geography, asked)}
      exported={{ path: geography.path, parameters: asked }}
      lines={5}
    >
      {({ data }) => (
        <Ranking
          caption="Countries"
          columns={["Country", "Sessions"]}
          rows={data.map(({ country, sessions, pct }) => ({
            ...rowOf(country, "country", countryName(country)),
            value: sessions,
            pct,
          }))}
        />
      )}
    </ReportCard>
  );
}

const DEVICE_TABS: [string, string][] = [
  ["types", "Types"],
  ["browsers", "Browsers"],
  ["systems", "Systems"],
];

/** On what visitors were, by one of three questions. */
export function Devices({ asked }: { asked: Parameters }) {
  const open = useView().parameter("devices") ?? "types";
  return (
    <ReportCard
      title="Devices"
      what="devices"
      asked={useReport(devices, asked)}
      exported={{ path: devices.path, parameters: asked }}
      beside={<Tabs label="What of devices" parameter="devices" open={open} tabs={DEVICE_TABS} />}
      lines={5}
    >
      {({ device_types, browsers, operating_systems }) => {
        switch (open) {
          case "browsers":
            return (
              <Ranking
                key="browsers"
                caption="Browsers"
                columns={["Browser", "Sessions"]}
                rows={browsers.map(({ browser, sessions, pct }) => ({
                  ...rowOf(browser, "browser"),
                  value: sessions,
                  pct,
                }))}
              />
            );
          case "systems":
            return (
              <Ranking
                key="systems"
                caption="Operating systems"
                columns={["System", "Sessions"]}
                rows={operating_systems.map(({ os, sessions, pct }) => ({
                  ...rowOf(os, "os"),
                  value: sessions,
                  pct,
                }))}
              />
            );
          default:
            return (
              <Ranking
                key="types"
                caption="Types of devices"
                columns={["Device", "Sessions"]}
                rows={device_types.map(({ type, sessions, pct }) => ({
                  ...rowOf(type, "device_type", deviceName(type)),
                  value: sessions,
                  pct,
                }))}
              />
            );
        }
      }}
    </ReportCard>
  );
}
