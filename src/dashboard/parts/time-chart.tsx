import { useEffect, useRef, useState } from "preact/hooks";
import { compact, count } from "../format.ts";
import { theme } from "../theme.ts";
import { axisLabel, isOver, type Moment, momentName, stepsFrom, timeOf } from "./moments.ts";
import type { Plot } from "./plot.ts";
import { Notice } from "./states.tsx";

/** A line of the chart: what it is called, and its value at each moment. */
export type Series = { name: string; values: number[] };

/** The classes of the lines, in order; the first is the one that is filled. */
const LINES = ["line-1", "line-2", "line-3", "line-4", "line-5", "line-6"];

/** What draws comes when a page with a chart does, at the same time as its figures. */
const engine = () => import("./plot.ts");
engine().catch(() => undefined);

/** What a moment is called, and whether there is more to come of it. */
const named = (moment: Moment, zone: string): string[] =>
  moment === "" || isOver(moment, new Date(), zone)
    ? [momentName(moment, zone)]
    : [momentName(moment, zone), "not over yet"];

const colorOf = (element: Element | null): string =>
  element === null ? "" : getComputedStyle(element).color;

function usePlot(moments: Moment[], series: Series[], zone: string, onPoint: (at: Point) => void) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot>(undefined);
  const [isBroken, setBroken] = useState(false);
  const [isDark, setDark] = useState(false);
  useEffect(() => {
    const query = matchMedia("(prefers-color-scheme: dark)");
    const see = () => setDark(query.matches);
    see();
    query.addEventListener("change", see);
    return () => query.removeEventListener("change", see);
  }, []);
  const last = moments.at(-1);
  const isLastOpen = last !== undefined && !isOver(last, new Date(), zone);
  const about = JSON.stringify([moments, series, isLastOpen, zone, theme.value, isDark]);
  useEffect(() => {
    let isGone = false;
    const draw = async () => {
      const { drawPlot } = await engine();
      const element = place.current;
      if (isGone || element === null) {
        return;
      }
      const chart = element.closest(".chart");
      const isFew = series.length < 3;
      plot.current = drawPlot(element, {
        times: moments.map(timeOf),
        lines: series.map(({ values }, index) => {
          const stroke = colorOf(chart?.querySelector(`.swatch.${LINES[index]}`) ?? null);
          const fill = colorOf(chart?.querySelector(".fill-sample") ?? null);
          return { values, stroke, ...(index === 0 && isFew && { fill }), isDashed: index > 0 && isFew };
        }),
        isLastOpen,
        timeSteps: stepsFrom(moments[0] ?? ""),
        zone: moments[0]?.length === 10 ? "UTC" : zone,
        colors: { grid: colorOf(chart?.querySelector(".grid-sample") ?? null), text: colorOf(element) },
        font: `12px ${getComputedStyle(element).fontFamily}`,
        timeLabel: (time, apart) => axisLabel(time, apart, moments[0]?.length === 10 ? "UTC" : zone),
        valueLabel: compact,
        onPoint,
      });
    };
    draw().catch(() => setBroken(true));
    return () => {
      isGone = true;
      plot.current?.remove();
      plot.current = undefined;
    };
  }, [about]);
  return { place, plot, isBroken };
}

type Point = { index: number; left: number } | undefined;

function Legend({ series }: { series: Series[] }) {
  return (
    <ul class="legend">
      {series.map(({ name }, index) => (
        <li key={name}>
          <span class={`swatch ${LINES[index]}`} aria-hidden="true" />
          {name}
        </li>
      ))}
    </ul>
  );
}

function Values({ moments, series, zone, label }: Required<Omit<ChartProps, "apart">>) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Show as a table</summary>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls has to be reached by keyboard.
        <section class="scrolling tall" tabIndex={0} aria-label={label}>
          <table class="plain">
            <thead>
              <tr>
                <th scope="col">When</th>
                {series.map(({ name }) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {moments.map((moment, index) => (
                <tr key={moment}>
                  <th scope="row">{named(moment, zone).join(", ")}</th>
                  {series.map(({ name, values }) => (
                    <td key={name}>{count(values[index] ?? null)}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </details>
  );
}

type ChartProps = {
  label: string;
  /** Days (`2026-04-01`) or hours (ISO 8601), ascending. */
  moments: Moment[];
  series: Series[];
  /** The clocks that hours are told by. */
  zone: string;
};

/**
 * Lines over time, which one follows with the mouse or with the arrow keys: to a screen reader it is a
 * slider over the moments that tells the values at each. The same values are a table.
 */
export function TimeChart({ label, moments, series, zone }: ChartProps) {
  const [point, setPoint] = useState<Point>();
  const { place, plot, isBroken } = usePlot(moments, series, zone, setPoint);
  const last = moments.length - 1;
  const index = Math.min(point?.index ?? last, last);
  const moment = moments[index] ?? "";
  const [name, ...more] = named(moment, zone);
  const told = [
    name,
    ...more,
    ...series.map(({ name, values }) => `${name}: ${count(values[index] ?? null)}`),
  ];
  const move = (event: KeyboardEvent) => {
    const next = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: last }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      plot.current?.point(Math.min(Math.max(next, 0), last));
    }
  };
  return (
    <div class="chart">
      <Legend series={series} />
      <span class="grid-sample" aria-hidden="true" />
      <span class="fill-sample" aria-hidden="true" />
      {isBroken ? (
        <Notice kind="plain">The chart could not be loaded. Its figures are in the table.</Notice>
      ) : (
        <div
          class="plot"
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={last}
          aria-valuenow={index}
          aria-valuetext={told.join(", ")}
          onKeyDown={move}
          onFocus={() => plot.current?.point(index)}
          onBlur={() => plot.current?.point(undefined)}
        >
          <div class="canvas" ref={place} />
          {point && (
            <div class="tip" style={{ "--at": `${point.left}px` }} aria-hidden="true">
              <strong>{name}</strong>
              {more.length > 0 && <span class="muted">{more}</span>}
              {series.map(({ name, values }, line) => (
                <span key={name}>
                  <span class={`swatch ${LINES[line]}`} />
                  {name} <b>{count(values[index] ?? null)}</b>
                </span>
              ))}
            </div>
          )}
        </div>
      )}
      <Values label={`${label}, as a table`} moments={moments} series={series} zone={zone} />
    </div>
  );
}
