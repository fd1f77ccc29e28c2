import * as z from "zod/mini";
import { reportOf } from "./reports.ts";

const text = z.nullable(z.string());
const meta = z.object({ total: z.number(), limit: z.number(), offset: z.number() });

const session = z.object({
  visitor_id: z.string(),
  started_at: z.string(),
  duration_seconds: z.number(),
  pages_viewed: z.number(),
  entry_page: text,
  exit_page: text,
  traffic_source: z.object({
    source: text,
    medium: text,
    referrer_url: text,
    utm_campaign: text,
  }),
  visitor: z.object({
    country: text,
    device_type: text,
    browser: text,
    os: text,
    language: text,
  }),
  widget: z.object({ engaged: z.boolean(), widget_session_seconds: z.number() }),
});

/** One visit. */
export type Session = z.infer<typeof session>;

/** Visits, newest first. */
export const sessions = reportOf("sessions", z.object({ data: z.array(session), meta }));

const common = { id: z.string(), at: z.string() };
const onPage = { ...common, page_url: z.string() };
const popup = { ...common, popup_version: text };
const link = { ...common, url: text, product: text };

const entry = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("page_view"),
    ...onPage,
    page_title: text,
    seconds_on_page: z.nullable(z.number()),
  }),
  z.object({
    type: z.enum(["widget_open", "conversation_start", "conversation_end", "inquiry_submit"]),
    ...onPage,
  }),
  z.object({ type: z.literal("widget_close"), ...onPage, duration_seconds: z.nullable(z.number()) }),
  z.object({ type: z.enum(["popup_display", "popup_open"]), ...popup }),
  z.object({ type: z.literal("conversation"), ...common, channel: text }),
  z.object({ type: z.enum(["link_click", "product_click"]), ...link }),
  z.object({
    type: z.literal("purchase"),
    ...common,
    order_number: z.string(),
    value: z.number(),
    currency: z.string(),
  }),
]);

/** Something that happened in a visit. */
export type SessionEntry = z.infer<typeof entry>;

/** What happened in one visit, oldest first. */
export const sessionTimeline = reportOf(
  "session-timeline",
  z.object({ data: z.array(entry), session, meta }),
);
