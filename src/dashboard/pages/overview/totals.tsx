import type { Totals as Figures } from "../../api/overview.ts";
import { amount, change, count, duration, percent } from "../../format.ts";

type Total = {
  name: keyof Figures;
  title: string;
  written: (value: number | null) => string;
  /** Whether less of it is better. */
  isBetterLow?: boolean;
};

const TOTALS: Total[] = [
  { name: "unique_visitors", title: "Visitors", written: count },
  { name: "pageviews", title: "Page views", written: count },
  { name: "sessions", title: "Sessions", written: count },
  { name: "pages_per_session", title: "Pages per session", written: amount },
  { name: "bounce_rate_pct", title: "Bounce rate", written: percent, isBetterLow: true },
  { name: "avg_session_duration_seconds", title: "Average session", written: duration },
  { name: "widget_engagement_rate_pct", title: "Widget engagement", written: percent },
];

function toneOf(by: number | null, isBetterLow = false): string {
  if (by === null || by === 0) {
    return "change muted";
  }
  return by > 0 === isBetterLow ? "change worse" : "change better";
}

function Change({ by, total, before }: { by: number | null; total: Total; before: string }) {
  return (
    <span class={toneOf(by, total.isBetterLow)} title={`Before: ${before}`}>
      {change(by)}
      <span class="unseen">, before: {before}</span>
    </span>
  );
}

/** The totals of what is looked at, each with its change against another period. */
export function Totals(props: {
  totals: Figures;
  previous: Figures | undefined;
  changes: Record<string, number | null> | undefined;
}) {
  const { totals, previous, changes } = props;
  return (
    <dl class="totals">
      {TOTALS.map((total) => (
        <div key={total.name}>
          <dt>{total.title}</dt>
          <dd>
            <strong>{total.written(totals[total.name])}</strong>{" "}
            {previous && (
              <Change
                by={changes?.[total.name] ?? null}
                total={total}
                before={total.written(previous[total.name])}
              />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
