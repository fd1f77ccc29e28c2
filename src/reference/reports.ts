import { z } from "zod";
import * as devices from "../../netlify/functions/analytics-devices.ts";
import * as geography from "../../netlify/functions/analytics-geography.ts";
import * as pages from "../../netlify/functions/analytics-pages.ts";
import * as pageviews from "../../netlify/functions/analytics-pageviews.ts";
import * as sessions from "../../netlify/functions/analytics-sessions.ts";
import * as trafficSources from "../../netlify/functions/analytics-traffic-sources.ts";
import * as widgetEvents from "../../netlify/functions/analytics-widget-events.ts";
import * as assistants from "../../netlify/functions/assistants.ts";
import type { ErrorCode } from "../http/errors.ts";
import { conversationReports } from "./conversations.ts";
import { amount, count, percent } from "./figures.ts";
import { type Api, OF_KEY } from "./operation.ts";
import { overviewReports } from "./overview-reports.ts";
import { documentedStyle } from "./refusals.ts";
import {
  assistant,
  country,
  exampleSession,
  medium,
  meta,
  path,
  session,
  share,
  source,
  text,
  totalSessions,
  widgetEvent,
} from "./report-models.ts";
import { sales } from "./sales.ts";
import { timelines } from "./timelines.ts";

const OF_LIST: ErrorCode[] = ["INVALID_PARAMETER", ...OF_KEY];
const OF_REPORT: ErrorCode[] = [
  "MISSING_PARAMETER",
  "INVALID_DATE_RANGE",
  "DATA_DELETED",
  "ASSISTANT_NOT_FOUND",
  ...OF_LIST,
];

/** The assistants of an account, and what the widget recorded on their pages. */
export const reports: Api = {
  name: "Analytics",
  description:
    "Page views, sessions and widget interactions, as the widget recorded them. Ranges are whole days of a time zone, UTC unless `timezone` says otherwise, both ends included, at most 365. Filters select sessions, and all that are given must hold.",
  security: [{ apiKey: ["analytics:read"] }],
  style: documentedStyle,
  isLimited: true,
  operations: [
    {
      endpoint: assistants,
      id: "listAssistants",
      isShared: true,
      summary: "Assistants",
      description: "The assistants of the account, newest first, or the only one that the key is for.",
      refusals: OF_LIST,
      answers: {
        200: {
          description: "A page of the list.",
          schema: z.strictObject({ data: z.array(assistant), meta }),
          example: {
            data: [
              {
                id: "ast_01kn9t3y8f5d2v7w9x4b1c0eha",
                name: "Acme Corp Website",
                type: "website_widget",
                website_url: "https://acme.com",
                created_at: "2026-01-15T10:30:00Z",
              },
            ],
            meta: { total: 1, limit: 20, offset: 0 },
          },
        },
      },
    },
    ...overviewReports,
    {
      endpoint: pageviews,
      id: "getPageviews",
      isShared: true,
      summary: "Page views",
      description:
        "Page views and distinct visitors by day or hour, every one of which is there, and in all.",
      refusals: OF_REPORT,
      answers: {
        200: {
          description: "The series, ascending, and its summary.",
          schema: z.strictObject({
            data: z.array(
              z.strictObject({
                date: z
                  .union([z.iso.date(), z.iso.datetime({ offset: true })])
                  .describe(
                    "A day, such as `2026-04-01`, or an hour, such as `2026-04-01T14:00:00Z`; with an offset where `timezone` is not UTC.",
                  ),
                pageviews: count("Page views."),
                unique_visitors: count("Distinct visitors."),
              }),
            ),
            summary: z.strictObject({
              total_pageviews: count("Page views in the range."),
              total_unique_visitors: count(
                "Distinct visitors over the whole range, which is not the sum of its days.",
              ),
              avg_pageviews_per_day: amount("Page views ÷ days of the range, to one decimal."),
            }),
          }),
          example: {
            data: [
              { date: "2026-04-01", pageviews: 142, unique_visitors: 98 },
              { date: "2026-04-02", pageviews: 189, unique_visitors: 121 },
            ],
            summary: { total_pageviews: 331, total_unique_visitors: 219, avg_pageviews_per_day: 165.5 },
          },
        },
      },
    },
    {
      endpoint: sessions,
      id: "listSessions",
      summary: "Sessions",
      description: "Visits, newest first, selected by their start and by the filters, which go together.",
      refusals: OF_REPORT,
      answers: {
        200: {
          description: "A page of the list.",
          schema: z.strictObject({ data: z.array(session), meta }),
          example: { data: [exampleSession], meta: { total: 1, limit: 50, offset: 0 } },
        },
      },
    },
    {
      endpoint: trafficSources,
      id: "getTrafficSources",
      isShared: true,
      summary: "Traffic sources",
      description: "Sessions by source and medium, most first.",
      refusals: OF_REPORT,
      answers: {
        200: {
          description: "The breakdown.",
          schema: z.strictObject({
            data: z.array(z.strictObject({ source: source.nullable(), medium, ...share })),
            total_sessions: totalSessions,
          }),
          example: {
            data: [
              { source: "google", medium: "organic", sessions: 412, pct: 68.6 },
              { source: "direct", medium: null, sessions: 189, pct: 31.4 },
            ],
            total_sessions: 601,
          },
        },
      },
    },
    {
      endpoint: pages,
      id: "listPages",
      isShared: true,
      summary: "Pages",
      description:
        "Pages by page views, with the time that they were visible and how often the widget was opened on them.",
      refusals: OF_REPORT,
      answers: {
        200: {
          description: "A page of the list.",
          schema: z.strictObject({
            data: z.array(
              z.strictObject({
                page_url: path,
                page_title: text.describe("The latest that was seen."),
                pageviews: count("Page views."),
                unique_visitors: count("Distinct visitors."),
                avg_time_on_page_seconds: z
                  .int()
                  .min(0)
                  .nullable()
                  .describe("The mean of the known times, in seconds; null where none is known."),
                widget_open_rate_pct: percent("Openings of the widget ÷ page views"),
                top_sources: z.array(source).max(2).describe("Its sources with the most page views."),
              }),
            ),
            meta,
          }),
          example: {
            data: [
              {
                page_url: "/blog/seo-guide",
                page_title: "Ultimate SEO Guide 2026",
                pageviews: 892,
                unique_visitors: 741,
                avg_time_on_page_seconds: 187,
                widget_open_rate_pct: 8.3,
                top_sources: ["google", "direct"],
              },
            ],
            meta: { total: 47, limit: 50, offset: 0 },
          },
        },
      },
    },
    {
      endpoint: widgetEvents,
      id: "listWidgetEvents",
      summary: "Widget events",
      description: "The stream of what visitors did with the widget, oldest first.",
      refusals: OF_REPORT,
      answers: {
        200: {
          description: "A page of the stream.",
          schema: z.strictObject({ data: z.array(widgetEvent), meta }),
          example: {
            data: [
              {
                id: "0b9f4a8e-52f1-4c8a-9d7d-3a0f1c2b4e5d",
                event_type: "widget_close",
                visitor_id: "v_a3f1b20000000000",
                session_id: "s_01hx7k2m",
                page_url: "/pricing",
                duration_seconds: 148,
                created_at: "2026-04-15T14:30:28Z",
              },
            ],
            meta: { total: 1, limit: 50, offset: 0 },
          },
        },
      },
    },
    {
      endpoint: geography,
      id: "getGeography",
      isShared: true,
      summary: "Geography",
      description: "Sessions by country, most first.",
      refusals: OF_REPORT,
      answers: {
        200: {
          description: "The breakdown.",
          schema: z.strictObject({
            data: z.array(z.strictObject({ country, ...share })),
            total_sessions: totalSessions,
          }),
          example: {
            data: [
              { country: "GB", sessions: 312, pct: 60.8 },
              { country: "US", sessions: 201, pct: 39.2 },
            ],
            total_sessions: 513,
          },
        },
      },
    },
    {
      endpoint: devices,
      id: "getDevices",
      isShared: true,
      summary: "Devices",
      description: "Sessions by device type, by browser and by operating system, most first.",
      refusals: OF_REPORT,
      answers: {
        200: {
          description: "The breakdowns.",
          schema: z.strictObject({
            device_types: z.array(z.strictObject({ type: text, ...share })),
            browsers: z.array(z.strictObject({ browser: text, ...share })),
            operating_systems: z.array(z.strictObject({ os: text, ...share })),
          }),
          example: {
            device_types: [{ type: "desktop", sessions: 412, pct: 100 }],
            browsers: [
              { browser: "Chrome", sessions: 309, pct: 75 },
              { browser: "Safari", sessions: 103, pct: 25 },
            ],
            operating_systems: [{ os: "macOS", sessions: 412, pct: 100 }],
          },
        },
      },
    },
    ...timelines,
    ...conversationReports,
    ...sales,
  ],
};
