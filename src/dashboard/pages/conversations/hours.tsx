import { conversationHours } from "../../api/conversations.ts";
import type { Parameters } from "../../api/reports.ts";
import { compact, count } from "../../format.ts";
import { ReportCard } from "../../parts/report-card.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { useReport } from "../../report.ts";
import { useView } from "../../view.ts";

/** A day of each weekday, by what the API calls it: the browser knows what its reader calls it. */
const DAYS = {
  Monday: "2024-01-01",
  Tuesday: "2024-01-02",
  Wednesday: "2024-01-03",
  Thursday: "2024-01-04",
  Friday: "2024-01-05",
  Saturday: "2024-01-06",
  Sunday: "2024-01-07",
};

const TABS: [string, string][] = [
  ["messages", "Messages"],
  ["conversations", "Conversations"],
];

const named = (day: string, weekday: "short" | "long"): string =>
  new Intl.DateTimeFormat(undefined, { weekday, timeZone: "UTC" }).format(new Date(day));

type Cell = ReturnType<typeof conversationHours.read>["data"][number];

function HeatMap(props: { cells: Cell[]; figure: "messages" | "conversations"; caption: string }) {
  const { cells, figure, caption } = props;
  const most = Math.max(...cells.map((cell) => cell[figure]), 1);
  const hours = cells.filter(({ weekday }) => weekday === "Monday").map(({ hour }) => hour);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reached by keyboard.
    <section class="wide-table" tabIndex={0} aria-label={caption}>
      <table class="heat" style={{ "--most": most }}>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            <td />
            {hours.map((hour) => (
              <th key={hour} scope="col">
                {hour}
                <span class="unseen">:00</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Object.entries(DAYS).map(([weekday, day]) => (
            <tr key={weekday}>
              <th scope="row">
                <abbr title={named(day, "long")}>{named(day, "short")}</abbr>
              </th>
              {cells
                .filter((cell) => cell.weekday === weekday)
                .map((cell) => (
                  <td
                    key={cell.hour}
                    class={cell[figure] === 0 ? "none" : undefined}
                    style={{ "--value": cell[figure] }}
                    title={count(cell[figure])}
                  >
                    {compact(cell[figure])}
                  </td>
                ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** When in the week people talk, on the clocks of the time zone that is chosen. */
export function Hours({ asked }: { asked: Parameters }) {
  const { parameter, zone } = useView();
  const figure = parameter("hours") === "conversations" ? "conversations" : "messages";
  const title = figure === "messages" ? "Messages" : "Conversations";
  return (
    <ReportCard
      title="Hours of the week"
      what="the hours of the week"
      asked={useReport(conversationHours, asked)}
      exported={{ path: conversationHours.path, parameters: asked }}
      beside={<Tabs label="What is counted" parameter="hours" open={figure} tabs={TABS} />}
      isAcross
      lines={5}
    >
      {({ data }) => (
        <>
          <HeatMap
            cells={data}
            figure={figure}
            caption={`${title} by weekday and hour, on the clocks of ${zone}`}
          />
          <p class="hint">On the clocks of {zone.replaceAll("_", " ")}.</p>
        </>
      )}
    </ReportCard>
  );
}
