import { RANGES } from "./cases.ts";
import type { ReportResult, Results } from "./results.ts";
import { milliseconds } from "./targets.ts";

const WIDTH = 860;
const LEFT = 200;
const RIGHT = 30;
const TOP = 92;
const ROW = 30;

const TARGET = 20;

const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #3d444d }
  .title { font-size: 16px; font-weight: 600; fill: #1f2328 }
  .axis { font-size: 12px }
  .grid { stroke: #d1d9e0; stroke-width: 1 }
  .target { stroke: #59636e; stroke-width: 1; stroke-dasharray: 4 3 }
  .rolled { fill: #0969da; stroke: #0969da }
  .raw { fill: #bc4c00; stroke: #bc4c00 }
  .span { stroke-width: 2; opacity: 0.45 }
  @media (prefers-color-scheme: dark) {
    text { fill: #b7bdc8 }
    .title { fill: #f0f6fc }
    .grid { stroke: #3d444d }
    .target { stroke: #9198a1 }
    .rolled { fill: #4493f8; stroke: #4493f8 }
    .raw { fill: #f0883e; stroke: #f0883e }
  }`;

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Radii by range: the longer, the larger. */
const radius = (days: number) => 3 + 1.5 * RANGES.indexOf(days);

function marks(
  reports: ReportResult[],
  side: "rolled" | "raw",
  x: (value: number) => number,
  y: number,
): string[] {
  const points = reports.map((report) => ({
    days: report.days,
    at: x(report[side].median),
    median: report[side].median,
  }));
  const [least, most] = [Math.min(...points.map(({ at }) => at)), Math.max(...points.map(({ at }) => at))];
  const span = `<line class="${side} span" x1="${least}" y1="${y}" x2="${most}" y2="${y}"/>`;
  const dots = points.map(
    ({ days, at, median }) =>
      `<circle class="${side}" cx="${at}" cy="${y}" r="${radius(days)}"><title>${days} ${days === 1 ? "day" : "days"}: ${milliseconds(median)}</title></circle>`,
  );
  return [span, ...dots];
}

function legend(): string[] {
  const side = (name: string, text: string, x: number) => [
    `<circle class="${name}" cx="${x}" cy="52" r="5"/>`,
    `<text x="${x + 11}" y="56">${text}</text>`,
  ];
  const sizes = RANGES.flatMap((days, index) => [
    `<circle class="rolled" cx="${LEFT + 300 + index * 80}" cy="52" r="${radius(days)}" style="fill:none"/>`,
    `<text x="${LEFT + 311 + index * 80}" y="56">${days} ${days === 1 ? "day" : "days"}</text>`,
  ]);
  return [...side("rolled", "from rollups", LEFT), ...side("raw", "from raw rows", LEFT + 130), ...sizes];
}

/**
 * The median of each report's time in the database as an SVG, on a logarithmic axis: one line a report,
 * a point for each range, from rollups and from raw rows.
 */
export function chart({ reports = [], data }: Results): string {
  const names = [...new Set(reports.map(({ name }) => name))];
  const values = reports.flatMap(({ rolled, raw }) => [rolled.median, raw.median]);
  const [low, high] = [
    Math.floor(Math.log10(Math.min(...values))),
    Math.ceil(Math.log10(Math.max(...values))),
  ];
  const bottom = TOP + names.length * ROW;
  const x = (value: number) =>
    Number((LEFT + ((Math.log10(value) - low) / (high - low)) * (WIDTH - LEFT - RIGHT)).toFixed(1));
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => 10 ** (low + index));
  const title = `Time in the database of each report over ${data.pageViews.toLocaleString("en")} page views`;
  const year = reports.filter(({ days }) => days === Math.max(...RANGES));
  const description = year
    .map(
      ({ name, rolled, raw }) =>
        `${name}, a year: ${milliseconds(rolled.median)} from rollups, ${milliseconds(raw.median)} from raw rows.`,
    )
    .join(" ");
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 34}" width="${WIDTH}" height="${bottom + 34}" role="img" aria-labelledby="title description">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="description">${escaped(description)}</desc>`,
    `<style>${STYLE}\n</style>`,
    `<text class="title" x="16" y="26">${escaped(title)}</text>`,
    ...legend(),
    ...ticks.flatMap((tick) => [
      `<line class="grid" x1="${x(tick)}" y1="${TOP - 14}" x2="${x(tick)}" y2="${bottom - 4}"/>`,
      `<text class="axis" x="${x(tick)}" y="${bottom + 16}" text-anchor="middle">${milliseconds(tick)}</text>`,
    ]),
    `<line class="target" x1="${x(TARGET)}" y1="${TOP - 14}" x2="${x(TARGET)}" y2="${bottom - 4}"/>`,
    `<text class="axis" x="${x(TARGET)}" y="${TOP - 18}" text-anchor="middle">target ${milliseconds(TARGET)}</text>`,
    ...names.flatMap((name, index) => {
      const y = TOP + index * ROW + ROW / 2 - 8;
      const ofName = reports.filter((report) => report.name === name);
      return [
        `<text x="${LEFT - 16}" y="${y + 4}" text-anchor="end">${escaped(name)}</text>`,
        ...marks(ofName, "raw", x, y),
        ...marks(ofName, "rolled", x, y),
      ];
    }),
    "</svg>",
    "",
  ].join("\n");
}
