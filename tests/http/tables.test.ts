import { expect, test } from "vitest";
import { csvHeader, csvLines } from "../../src/http/csv.ts";
import { type Table, tableOf } from "../../src/http/table.ts";
import { tables } from "../../src/http/tables.ts";

const linesOf = ({ columns, rows }: Table, report: unknown) =>
  (csvHeader(columns) + csvLines(columns, rows(report))).split("\r\n").slice(0, -1);

const figures = {
  pageviews: 892,
  unique_visitors: 741,
  sessions: 800,
  bounce_rate_pct: 41.5,
  avg_session_duration_seconds: null,
  pages_per_session: 1.1,
  engaged_sessions: 74,
  widget_engagement_rate_pct: 9.3,
};
const OVERVIEW =
  "period,pageviews,unique_visitors,sessions,bounce_rate_pct,avg_session_duration_seconds,pages_per_session,engaged_sessions,widget_engagement_rate_pct";

test("an overview has a row for its period, and for the one before and the change where they are asked for", () => {
  const current = "current,892,741,800,41.5,,1.1,74,9.3";
  expect(linesOf(tables.overview, { data: figures })).toEqual([OVERVIEW, current]);
  const change_pct = { ...figures, pageviews: -12.5, unique_visitors: null };
  const compared = { data: figures, previous: { ...figures, pageviews: 1_020 }, change_pct };
  expect(linesOf(tables.overview, compared)).toEqual([
    OVERVIEW,
    current,
    "previous,1020,741,800,41.5,,1.1,74,9.3",
    "change_pct,-12.5,,800,41.5,,1.1,74,9.3",
  ]);
});

test("a funnel is one row in all, and one for each page, source or country by which it is asked for", () => {
  const steps = {
    visitors: 200,
    widget_opened: 50,
    conversation_started: 20,
    inquiry_submitted: 5,
    widget_opened_pct: 25,
    conversation_started_pct: 10,
    inquiry_submitted_pct: 2.5,
  };
  const names =
    "visitors,widget_opened,conversation_started,inquiry_submitted,widget_opened_pct,conversation_started_pct,inquiry_submitted_pct";
  const figures = "200,50,20,5,25,10,2.5";
  expect(linesOf(tableOf(tables.funnel, {}), { data: steps })).toEqual([names, figures]);
  for (const [by, column, name] of [
    ["page", "page_url", "/pricing"],
    ["source", "source", "google"],
    ["country", "country", "GB"],
  ] as const) {
    const report = { data: steps, breakdown: [{ [column]: name, ...steps }], meta: { total: 1 } };
    expect(linesOf(tableOf(tables.funnel, { by }), report)).toEqual([
      `${column},${names}`,
      `${name},${figures}`,
    ]);
  }
});

test("a list of pages where visits begin or end has their columns", () => {
  const page = { page_url: "/", page_title: "Home", sessions: 2, pct: 100 };
  expect(linesOf(tables.entryPages, { data: [{ ...page, bounce_rate_pct: 50 }] })).toEqual([
    "page_url,page_title,sessions,pct,bounce_rate_pct",
    "/,Home,2,100,50",
  ]);
  expect(linesOf(tables.exitPages, { data: [page] })).toEqual([
    "page_url,page_title,sessions,pct",
    "/,Home,2,100",
  ]);
});
