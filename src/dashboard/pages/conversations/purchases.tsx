import { type Group, purchases } from "../../api/conversations.ts";
import type { Parameters } from "../../api/reports.ts";
import { count, money, percent } from "../../format.ts";
import { ReportCard } from "../../parts/report-card.tsx";
import { useReport } from "../../report.ts";

const euros = (value: number): string => money(value, "EUR");

type Figures = ReturnType<typeof purchases.read>["data"];

/** A figure: what it is called, and what it is on the one side and on the other. */
type Row = [name: string, one: string, other: string];

const rowsOf = (of: Figures): Row[] => [
  [
    "Conversion rate",
    percent(of.conversion_rate_with_chat_pct),
    percent(of.conversion_rate_without_chat_pct),
  ],
  ["Buyers", count(of.buyers_with_chat), count(of.buyers_without_chat)],
  ["Revenue", euros(of.revenue_with_chat_eur), euros(of.revenue_without_chat_eur)],
  ["Average order", euros(of.avg_order_value_with_chat_eur), euros(of.avg_order_value_without_chat_eur)],
];

const rowsOfTest = (control: Group, test: Group): Row[] => [
  ["Visitors", count(control.visitors), count(test.visitors)],
  ["Orders", count(control.orders), count(test.orders)],
  ["Conversion rate", percent(control.conversion_rate_pct), percent(test.conversion_rate_pct)],
  ["Average order", euros(control.avg_order_value_eur), euros(test.avg_order_value_eur)],
  ["Revenue per visitor", euros(control.revenue_per_visitor_eur), euros(test.revenue_per_visitor_eur)],
];

function Comparison(props: { caption: string; columns: [string, string]; rows: Row[] }) {
  const { caption, columns, rows } = props;
  return (
    <table class="plain lined">
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          <td />
          {columns.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, one, other]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{one}</td>
            <td>{other}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What visitors bought, with a conversation before it and without one. */
export function Purchases({ asked }: { asked: Parameters }) {
  return (
    <ReportCard
      title="Purchases"
      what="purchases"
      asked={useReport(purchases, asked)}
      exported={{ path: purchases.path, parameters: asked }}
      lines={4}
    >
      {({ data, ab_test }) =>
        data.buyers === 0 ? (
          <p class="nothing muted">Nothing was bought in this period.</p>
        ) : (
          <>
            <Comparison
              caption="Purchases with and without a chat before"
              columns={["With a chat", "Without"]}
              rows={rowsOf(data)}
            />
            <p class="hint">
              {count(data.buyers)} buyers in all, {euros(data.revenue_eur)}; {count(data.visitors_chatted)} of{" "}
              {count(data.visitors)} visitors chatted.
            </p>
            {ab_test && (
              <>
                <h3>A/B test</h3>
                <Comparison
                  caption="Purchases by group of the A/B test"
                  columns={["Control", "Test"]}
                  rows={rowsOfTest(ab_test.control, ab_test.test)}
                />
              </>
            )}
          </>
        )
      }
    </ReportCard>
  );
}
