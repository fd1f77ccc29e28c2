import * as z from "zod/mini";
import { reportOf } from "./reports.ts";

const text = z.nullable(z.string());
const figure = z.nullable(z.number());
const share = { sessions: z.number(), pct: z.number() };
const meta = z.object({ total: z.number() });

const totals = z.object({
  pageviews: z.number(),
  unique_visitors: z.number(),
  sessions: z.number(),
  bounce_rate_pct: z.number(),
  avg_session_duration_seconds: figure,
  pages_per_session: figure,
  engaged_sessions: z.number(),
  widget_engagement_rate_pct: z.number(),
});

/** What is counted of a period in all. */
export type Totals = z.infer<typeof totals>;

const exclusion = z.object({ reason: z.string(), count: z.number() });

/** How many events are counted nowhere, for one reason. */
export type Exclusion = z.infer<typeof exclusion>;

const changes = z.record(z.string(), figure);

/** The totals of a period, with those before it where it is compared. */
export const overview = reportOf(
  "overview",
  z.object({
    data: totals,
    previous: z.optional(totals),
    change_pct: z.optional(changes),
    meta: z.object({
      previous_start_date: z.optional(z.string()),
      previous_end_date: z.optional(z.string()),
      excluded: z.array(exclusion),
    }),
  }),
);

/** Page views and visitors by day or hour. */
export const pageviews = reportOf(
  "pageviews",
  z.object({
    data: z.array(z.object({ date: z.string(), pageviews: z.number(), unique_visitors: z.number() })),
  }),
);

/** Who is there now. */
export const live = reportOf(
  "live",
  z.object({
    data: z.object({
      visitors: z.number(),
      pages: z.array(z.object({ page_url: z.string(), page_title: text, visitors: z.number() })),
      sources: z.array(z.object({ source: text, medium: text, visitors: z.number() })),
    }),
  }),
);

/** Pages by page views. */
export const pages = reportOf(
  "pages",
  z.object({
    data: z.array(
      z.object({
        page_url: z.string(),
        page_title: text,
        pageviews: z.number(),
        unique_visitors: z.number(),
        avg_time_on_page_seconds: figure,
        widget_open_rate_pct: z.number(),
      }),
    ),
    meta,
  }),
);

const ofSessions = { page_url: text, page_title: text, ...share };

/** The pages on which sessions began. */
export const entryPages = reportOf(
  "entry-pages",
  z.object({ data: z.array(z.object({ ...ofSessions, bounce_rate_pct: z.number() })), meta }),
);

/** The pages on which sessions ended. */
export const exitPages = reportOf("exit-pages", z.object({ data: z.array(z.object(ofSessions)), meta }));

export const trafficSources = reportOf(
  "traffic-sources",
  z.object({ data: z.array(z.object({ source: text, medium: text, ...share })) }),
);

export const geography = reportOf(
  "geography",
  z.object({ data: z.array(z.object({ country: text, ...share })) }),
);

export const devices = reportOf(
  "devices",
  z.object({
    device_types: z.array(z.object({ type: text, ...share })),
    browsers: z.array(z.object({ browser: text, ...share })),
    operating_systems: z.array(z.object({ os: text, ...share })),
  }),
);

const steps = {
  visitors: z.number(),
  widget_opened: z.number(),
  conversation_started: z.number(),
  inquiry_submitted: z.number(),
  widget_opened_pct: z.number(),
  conversation_started_pct: z.number(),
  inquiry_submitted_pct: z.number(),
};

const funnelSteps = z.object(steps);

/** How many visitors came how far with the widget. */
export type FunnelSteps = z.infer<typeof funnelSteps>;

export const funnel = reportOf(
  "funnel",
  z.object({
    data: funnelSteps,
    breakdown: z.optional(
      z.array(
        z.object({
          page_url: z.optional(text),
          source: z.optional(text),
          country: z.optional(text),
          ...steps,
        }),
      ),
    ),
    meta: z.optional(meta),
  }),
);
