import { channels, conversations } from "../../api/conversations.ts";
import type { Parameters } from "../../api/reports.ts";
import { lengthOf, todayIn } from "../../dates.ts";
import { isBegun } from "../../parts/moments.ts";
import { ReportCard } from "../../parts/report-card.tsx";
import { Tabs } from "../../parts/tabs.tsx";
import { TimeChart } from "../../parts/time-chart.tsx";
import { useReport } from "../../report.ts";
import { useView } from "../../view.ts";

/** As many lines as can be told apart. */
const MOST_CHANNELS = 6;

/** The longest period that is looked at by the hour, in days. */
const MOST_DAYS_BY_HOUR = 2;

const TABS: [string, string][] = [
  ["conversations", "Conversations"],
  ["sender", "Messages by sender"],
  ["channel", "Messages by channel"],
];

/** What of a series has begun. */
function useBegun() {
  const { zone } = useView();
  const [now, today] = [new Date(), todayIn(zone, new Date())];
  return <Row extends { date: string }>(rows: Row[]): Row[] =>
    rows.filter(({ date }) => isBegun(date, now, today));
}

type Props = { asked: Parameters; open: string; tabs: preact.ComponentChild };

function Told({ asked, open, tabs }: Props) {
  const { zone } = useView();
  const begun = useBegun();
  return (
    <ReportCard
      title="Over time"
      what="conversations over time"
      asked={useReport(conversations, asked)}
      exported={{ path: conversations.path, parameters: asked }}
      beside={tabs}
      isAcross
      lines={5}
    >
      {({ data }) => {
        const rows = begun(data);
        return (
          <TimeChart
            label={open === "sender" ? "Messages by sender over time" : "Conversations over time"}
            moments={rows.map(({ date }) => date)}
            series={
              open === "sender"
                ? [
                    { name: "Customers", values: rows.map((row) => row.customer_messages) },
                    { name: "Bots", values: rows.map((row) => row.bot_messages) },
                    { name: "Agents", values: rows.map((row) => row.agent_messages) },
                    { name: "System", values: rows.map((row) => row.system_messages) },
                  ]
                : [
                    { name: "Conversations", values: rows.map((row) => row.conversations) },
                    { name: "Hand-overs", values: rows.map((row) => row.handovers) },
                  ]
            }
            zone={zone}
          />
        );
      }}
    </ReportCard>
  );
}

function ByChannel({ asked, tabs }: Props) {
  const { zone } = useView();
  const begun = useBegun();
  return (
    <ReportCard
      title="Over time"
      what="messages by channel over time"
      asked={useReport(channels, asked)}
      exported={{ path: channels.path, parameters: asked }}
      beside={tabs}
      isAcross
      lines={5}
    >
      {({ data, series }) => {
        const rows = begun(series);
        const busiest = data.slice(0, MOST_CHANNELS);
        return busiest.length === 0 ? (
          <p class="nothing muted">Nothing came in in this period.</p>
        ) : (
          <>
            <TimeChart
              label="Messages that came in by channel over time"
              moments={rows.map(({ date }) => date)}
              series={busiest.map(({ channel }) => ({
                name: channel ?? "Unknown",
                values: rows.map(
                  (row) => row.channels.find((each) => each.channel === channel)?.messages ?? 0,
                ),
              }))}
              zone={zone}
            />
            {busiest.length < data.length && <p class="hint">The busiest channels only.</p>}
          </>
        );
      }}
    </ReportCard>
  );
}

/** How much was said over time: conversations, and messages by sender and by channel. */
export function Volume({ asked }: { asked: Parameters }) {
  const { parameter, range } = useView();
  const open = TABS.find(([key]) => key === parameter("volume"))?.[0] ?? "conversations";
  const granularity = lengthOf(range.from, range.to) > MOST_DAYS_BY_HOUR ? "day" : "hour";
  const shown = {
    asked: { ...asked, granularity },
    open,
    tabs: <Tabs label="Over time" parameter="volume" open={open} tabs={TABS} />,
  };
  return open === "channel" ? <ByChannel {...shown} /> : <Told {...shown} />;
}
