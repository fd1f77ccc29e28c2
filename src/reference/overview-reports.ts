import { z } from "zod";
import * as entryPages from "../../netlify/functions/analytics-entry-pages.ts";
import * as exitPages from "../../netlify/functions/analytics-exit-pages.ts";
import * as funnel from "../../netlify/functions/analytics-funnel.ts";
import * as live from "../../netlify/functions/analytics-live.ts";
import * as overview from "../../netlify/functions/analytics-overview.ts";
import type { ErrorCode } from "../http/errors.ts";
import { count, percent, time } from "./figures.ts";
import { OF_KEY, type Operation } from "./operation.ts";
import { country, medium, meta, path, source, text, totalSessions } from "./report-models.ts";

const OF_LIVE: ErrorCode[] = ["MISSING_PARAMETER", "INVALID_PARAMETER", "ASSISTANT_NOT_FOUND", ...OF_KEY];
const OF_REPORT: ErrorCode[] = ["INVALID_DATE_RANGE", "DATA_DELETED", ...OF_LIVE];

const figures = z
  .strictObject({
    pageviews: count("Page views."),
    unique_visitors: count("Distinct visitors."),
    sessions: count("Sessions that started in the range."),
    bounce_rate_pct: percent(
      "Sessions with one page view, under ten seconds of visible time and no widget event ÷ sessions",
    ),
    avg_session_duration_seconds: z
      .int()
      .min(0)
      .nullable()
      .describe(
        "The mean time from the first event of a session to its last, in seconds; null without sessions.",
      ),
    pages_per_session: z
      .number()
      .min(0)
      .nullable()
      .describe("Page views ÷ sessions, to one decimal; null without sessions."),
    engaged_sessions: count("Sessions in which the widget was opened."),
    widget_engagement_rate_pct: percent("Sessions in which the widget was opened ÷ sessions"),
  })
  .meta({ id: "OverviewFigures" });

const change = z
  .number()
  .nullable()
  .describe("In percent of the figure before, to one decimal; null where that was 0 or there was none.");
const changes = z
  .strictObject(Object.fromEntries(Object.keys(figures.shape).map((name) => [name, change])))
  .meta({ id: "OverviewChanges" });

const exclusion = z
  .strictObject({
    reason: z
      .enum(["bot", "referrer_spam", "blocked_ip", "blocked_host", "blocked_path", "host_not_allowed"])
      .describe(
        "Why: it came from a robot, by a spammer's referral, from what the owner blocks, or from a page that is not the assistant's.",
      ),
    count: count("Events that no report counts, each once."),
  })
  .meta({ id: "Exclusion" });

const steps = {
  visitors: count("Distinct visitors who viewed a page."),
  widget_opened: count("Distinct visitors who opened the widget, or came further."),
  conversation_started: count("Distinct visitors who started a conversation, or came further."),
  inquiry_submitted: count("Distinct visitors who submitted an inquiry."),
  widget_opened_pct: percent("Those who opened the widget ÷ visitors"),
  conversation_started_pct: percent("Those who started a conversation ÷ visitors"),
  inquiry_submitted_pct: percent("Those who submitted an inquiry ÷ visitors"),
};

const endPage = {
  page_url: path,
  page_title: text.describe("The latest that was seen."),
  sessions: count("Sessions."),
  pct: percent("Its share of all sessions with a page view"),
};

const exampleFigures = {
  pageviews: 331,
  unique_visitors: 219,
  sessions: 240,
  bounce_rate_pct: 38.8,
  avg_session_duration_seconds: 142,
  pages_per_session: 1.4,
  engaged_sessions: 31,
  widget_engagement_rate_pct: 12.9,
};

const exampleSteps = {
  visitors: 219,
  widget_opened: 31,
  conversation_started: 17,
  inquiry_submitted: 6,
  widget_opened_pct: 14.2,
  conversation_started_pct: 7.8,
  inquiry_submitted_pct: 2.7,
};

const exampleEnd = {
  page_url: "/blog/seo-guide",
  page_title: "Ultimate SEO Guide 2026",
  sessions: 120,
  pct: 50,
};

/** What the document lacks and a dashboard needs, in the document's own style. */
export const overviewReports: Operation[] = [
  {
    endpoint: overview,
    id: "getOverview",
    isShared: true,
    summary: "Overview",
    description:
      "What a range comes to in all and, with `compare`, the same of a range before it. Page views and visitors are those of the range, sessions those that started in it.",
    refusals: OF_REPORT,
    answers: {
      200: {
        description: "The figures.",
        schema: z.strictObject({
          data: figures,
          previous: figures.optional(),
          change_pct: changes.optional(),
          meta: z.strictObject({
            start_date: z.iso.date(),
            end_date: z.iso.date(),
            timezone: z.string(),
            previous_start_date: z.iso.date().optional(),
            previous_end_date: z.iso.date().optional(),
            excluded: z
              .array(exclusion)
              .describe(
                "What was kept apart in the range, most first: of the whole assistant, whatever the filters.",
              ),
          }),
        }),
        example: {
          data: exampleFigures,
          meta: {
            start_date: "2026-04-01",
            end_date: "2026-04-21",
            timezone: "UTC",
            excluded: [
              { reason: "bot", count: 12 },
              { reason: "referrer_spam", count: 3 },
            ],
          },
        },
      },
    },
  },
  {
    endpoint: live,
    id: "getLive",
    isShared: true,
    summary: "Live",
    description:
      "Who is there now: the visitors with a page view or widget event in the last five minutes, by the page that they were on last and by where they came from, at most 50 of each.",
    refusals: OF_LIVE,
    answers: {
      200: {
        description: "The visitors, most first.",
        schema: z.strictObject({
          data: z.strictObject({
            visitors: count("Distinct visitors."),
            pages: z.array(
              z.strictObject({ page_url: path, page_title: text, visitors: count("Distinct visitors.") }),
            ),
            sources: z.array(
              z.strictObject({ source: source.nullable(), medium, visitors: count("Distinct visitors.") }),
            ),
          }),
          meta: z.strictObject({
            as_of: time("When that was"),
            window_seconds: z.int().describe("How far back it looks."),
          }),
        }),
        example: {
          data: {
            visitors: 3,
            pages: [{ page_url: "/pricing", page_title: "Pricing", visitors: 3 }],
            sources: [{ source: "google", medium: "organic", visitors: 3 }],
          },
          meta: { as_of: "2026-04-15T14:23:11Z", window_seconds: 300 },
        },
      },
    },
  },
  {
    endpoint: funnel,
    id: "getFunnel",
    isShared: true,
    summary: "Widget funnel",
    description:
      "How many visitors opened the widget, started a conversation and submitted an inquiry: distinct visitors, each step with those who came further. With `by`, also of each page, source or country, most visitors first.",
    refusals: OF_REPORT,
    answers: {
      200: {
        description: "The funnel of all and, with `by`, a page of the list.",
        schema: z.strictObject({
          data: z.strictObject(steps).meta({ id: "Funnel" }),
          breakdown: z
            .array(
              z.union([
                z.strictObject({ page_url: path, ...steps }),
                z.strictObject({ source: source.nullable(), ...steps }),
                z.strictObject({ country, ...steps }),
              ]),
            )
            .optional(),
          meta: meta.optional(),
        }),
        example: {
          data: exampleSteps,
          breakdown: [{ source: "google", ...exampleSteps }],
          meta: { total: 1, limit: 50, offset: 0 },
        },
      },
    },
  },
  {
    endpoint: entryPages,
    id: "listEntryPages",
    isShared: true,
    summary: "Entry pages",
    description: "The pages that sessions began with, most first.",
    refusals: OF_REPORT,
    answers: {
      200: {
        description: "A page of the list.",
        schema: z.strictObject({
          data: z.array(
            z.strictObject({
              ...endPage,
              bounce_rate_pct: percent("Those of these sessions that bounced ÷ these sessions"),
            }),
          ),
          total_sessions: totalSessions,
          meta,
        }),
        example: {
          data: [{ ...exampleEnd, bounce_rate_pct: 41.7 }],
          total_sessions: 240,
          meta: { total: 1, limit: 50, offset: 0 },
        },
      },
    },
  },
  {
    endpoint: exitPages,
    id: "listExitPages",
    isShared: true,
    summary: "Exit pages",
    description: "The pages that sessions ended with, most first.",
    refusals: OF_REPORT,
    answers: {
      200: {
        description: "A page of the list.",
        schema: z.strictObject({
          data: z.array(z.strictObject(endPage)),
          total_sessions: totalSessions,
          meta,
        }),
        example: { data: [exampleEnd], total_sessions: 240, meta: { total: 1, limit: 50, offset: 0 } },
      },
    },
  },
];
