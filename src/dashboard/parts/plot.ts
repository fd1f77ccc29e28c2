import uPlot from "uplot";

/** A line of a plot: its values, how it is drawn, and in which colours. */
export type Line = { values: (number | null)[]; stroke: string; fill?: string; isDashed?: boolean };

export type Plotted = {
  /** Milliseconds, ascending. */
  times: number[];
  lines: Line[];
  /** Whether the last moment is not over, so that there is more to come of its values. */
  isLastOpen: boolean;
  /** How many milliseconds two times that the axis names may be apart. */
  timeSteps: number[];
  /** The clocks that the axis goes by. */
  zone: string;
  colors: { grid: string; text: string };
  font: string;
  /** What is written at a moment of the axis, where two of them are so many milliseconds apart. */
  timeLabel: (time: number, apart: number) => string;
  valueLabel: (value: number) => string;
  /** Which point is pointed at, and how many pixels from the left it is. */
  onPoint: (point: { index: number; left: number } | undefined) => void;
};

/** A plot that has been drawn. */
export type Plot = { point: (index: number | undefined) => void; remove: () => void };

/** The least that the upper end of the axis is, so that a handful does not look like a mountain. */
const LEAST_TOP = 4;

const WHOLE_STEPS = Array.from({ length: 12 }, (_, power) =>
  [1, 2, 5].map((step) => step * 10 ** power),
).flat();

/** Up to how many moments are dots, as a line needs two. */
const MOST_DOTS = 2;

const DASHED = [6, 4];
const DOTTED = [2, 3];

/** A line as uPlot knows it: all of it is drawn in one way. */
type Stretch = Line & { dash?: number[] };

/** A line whose last moment is not over is two: up to there, and from there, dotted. */
function stretches(line: Line, isLastOpen: boolean): Stretch[] {
  const { values, isDashed } = line;
  const drawn: Stretch = { ...line, ...(isDashed && { dash: DASHED }) };
  if (!isLastOpen || values.length < 2) {
    return [drawn];
  }
  const [lastOver, last] = [values.length - 2, values.length - 1];
  return [
    { ...drawn, values: values.map((value, index) => (index === last ? null : value)) },
    { ...line, dash: DOTTED, values: values.map((value, index) => (index < lastOver ? null : value)) },
  ];
}

const series = ({ values, stroke, fill, dash }: Stretch): uPlot.Series => ({
  stroke,
  width: 2,
  ...(fill !== undefined && { fill }),
  ...(dash !== undefined && { dash }),
  points: { show: values.length <= MOST_DOTS, size: 7, fill: stroke },
});

/** Draws lines over time into an element, as wide and high as it is, also when it changes. */
export function drawPlot(place: HTMLElement, plotted: Plotted): Plot {
  const { times, lines, isLastOpen, timeSteps, zone, colors, font, timeLabel, valueLabel, onPoint } = plotted;
  const drawn = lines.flatMap((line) => stretches(line, isLastOpen));
  const axis: uPlot.Axis = {
    stroke: colors.text,
    font,
    grid: { stroke: colors.grid, width: 1 },
    ticks: { show: false },
  };
  const size = () => ({ width: place.clientWidth, height: place.clientHeight });
  const plot = new uPlot(
    {
      ...size(),
      ms: 1,
      tzDate: (time) => uPlot.tzDate(new Date(time), zone === "UTC" ? "Etc/UTC" : zone),
      legend: { show: false },
      cursor: {
        y: false,
        drag: { x: false, y: false },
        points: { size: 9 },
        move: (plot, left, top) => {
          const time = left < 0 ? undefined : times[plot.posToIdx(left)];
          return [time === undefined ? left : plot.valToPos(time, "x"), top];
        },
      },
      scales: {
        x: { time: true },
        y: { range: (_, __, most) => uPlot.rangeNum(0, Math.max(most, LEAST_TOP), 0.1, true) },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          space: 80,
          size: 36,
          gap: 10,
          incrs: timeSteps,
          values: (_, moments, __, ___, apart) => moments.map((time) => timeLabel(time, apart)),
        },
        {
          ...axis,
          size: 48,
          space: 40,
          incrs: WHOLE_STEPS,
          values: (_, values) => values.map(valueLabel),
        },
      ],
      series: [{}, ...drawn.map(series)],
      hooks: {
        setCursor: [
          ({ cursor, bbox, valToPos }) => {
            const time = cursor.idx === null || cursor.idx === undefined ? undefined : times[cursor.idx];
            if (time === undefined || (cursor.left ?? -1) < 0) {
              onPoint(undefined);
            } else {
              const left = valToPos(time, "x") + bbox.left / devicePixelRatio;
              onPoint({ index: cursor.idx ?? 0, left });
            }
          },
        ],
      },
    },
    [times, ...drawn.map(({ values }) => values)],
    place,
  );
  const observer = new ResizeObserver(() => plot.setSize(size()));
  observer.observe(place);
  return {
    point: (index) => {
      const time = index === undefined ? undefined : times[index];
      plot.setCursor(
        time === undefined ? { left: -10, top: -10 } : { left: plot.valToPos(time, "x"), top: 0 },
      );
    },
    remove: () => {
      observer.disconnect();
      plot.destroy();
    },
  };
}
