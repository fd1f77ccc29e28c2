import { isIP } from "node:net";
import type { Context } from "@netlify/functions";
import { canonicalAddress, dailyVisitorId, ipHash } from "../auth/hashing.ts";
import { optional, required } from "../environment.ts";
import type { BeaconEnvelope, BeaconEvent } from "./beacon.ts";
import { isRobot } from "./bots.ts";
import { deviceOf } from "./device.ts";
import { given } from "./log-fields.ts";
import { isReferrerSpam } from "./referrer-spam.ts";
import { campaignOf, classifySource } from "./sources.ts";

const MAX_TITLE = 300;
const MAX_REFERRER = 2_000;

/** No longer name exists in DNS; the length bounds the work on text that anyone may send. */
const MAX_HOST = 253;

/** The batch that the database function `record_events` takes; see its migration for the fields. */
export type RecordBatch = Record<string, unknown> & {
  assistant_id: string;
  visitor: string;
  ip: string | null;
  events: Record<string, unknown>[];
};

/** Text that the database can hold, on one line: no control characters, no halves of characters. */
function clean(text: string, longest: number): string {
  return text
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim()
    .slice(0, longest)
    .toWellFormed();
}

/** The host in lower case, without port and without the dot that a full domain name may end with. */
const hostOf = (url: URL): string => url.hostname.replace(/\.$/, "");

/** The URL without what is not the page's address: fragment, user and password. */
function addressOf(url: URL): string {
  return `${url.origin}${url.pathname}${url.search}`;
}

/**
 * The instant something happened, by the server's clock: as long before now as it was before the
 * batch was sent, by the browser's clock, which may be years off.
 */
function instant(at: number, envelope: BeaconEnvelope, now: Date): string {
  return new Date(now.getTime() - Math.max(0, envelope.sent_at - at)).toISOString();
}

function pageView(event: BeaconEvent & { type: "page_view" }, url: URL): Record<string, unknown> {
  const referrer =
    event.referrer === undefined || !URL.canParse(event.referrer) ? null : new URL(event.referrer);
  const referrerHost = referrer === null ? null : hostOf(referrer).slice(-MAX_HOST);
  const { source, medium, byCampaign } = classifySource(url, event.referrer ?? null);
  return {
    title: clean(event.title ?? "", MAX_TITLE),
    location: addressOf(url),
    seconds: event.seconds ?? null,
    source,
    medium,
    by_campaign: byCampaign,
    referrer_host: referrerHost,
    referrer_url: referrer === null ? null : clean(referrer.href.split("#")[0] ?? "", MAX_REFERRER),
    ...campaignOf(url),
    excluded: referrerHost !== null && isReferrerSpam(referrerHost) ? "referrer_spam" : null,
  };
}

/** What the page says of an event that is also one of the log, in the words of the log. */
function said(event: BeaconEvent): Record<string, unknown> | undefined {
  switch (event.type) {
    case "conversation_start": {
      const { conversation_id, opened_by } = event;
      return conversation_id ? given({ conversation_id, opened_by }) : undefined;
    }
    case "popup_display":
    case "popup_open":
      return given({ popup_version: event.popup_version });
    case "product_click": {
      const { conversation_id, product_url, product } = event;
      return given({ conversation_id, url: product_url, product: product ?? product_url });
    }
    case "purchase": {
      const { conversation_id, order_number, value, currency } = event;
      return given({ conversation_id, order_number, value, currency });
    }
  }
  return undefined;
}

function recordOf(
  event: BeaconEvent,
  place: number,
  envelope: BeaconEnvelope,
  now: Date,
): Record<string, unknown> {
  const url = new URL(event.url);
  const inLog = said(event);
  return {
    id: event.id,
    type: event.type,
    // Events of one millisecond stay in the order in which they were sent: their place is the microseconds.
    at: instant(event.at, envelope, now).replace("Z", `${String(place).padStart(3, "0")}Z`),
    host: hostOf(url),
    path: url.pathname,
    session_id: event.session_id ?? null,
    ...(event.type === "page_view" && pageView(event, url)),
    ...(event.type === "page_view" &&
      event.exited_at !== undefined && { exited_at: instant(event.exited_at, envelope, now) }),
    ...(event.type === "widget_close" && { duration_seconds: event.duration_seconds ?? null }),
    ...(inLog !== undefined && { said: inLog }),
  };
}

function countryOf(context: Context): string | null {
  const code = context.geo?.country?.code?.toUpperCase() ?? "";
  return /^[A-Z]{2}$/.test(code) ? code : null;
}

/** The host of the page that sent the request, where the browser tells it. */
function originHost(request: Request): string | null {
  const origin = request.headers.get("origin") ?? "";
  return URL.canParse(origin) ? hostOf(new URL(origin)) : null;
}

/**
 * What is to be recorded of a beacon: its events at the server's time, and what the request tells of
 * the visitor, with why all of it, or one of its events, is kept apart. The address goes along to be compared
 * with those that are blocked, and for the accounts that may store it; the database drops it else.
 */
export function batchOf(
  envelope: BeaconEnvelope,
  events: BeaconEvent[],
  request: Request,
  context: Context,
  now: Date,
): RecordBatch {
  const userAgent = request.headers.get("user-agent");
  const address = canonicalAddress(context.ip);
  const visitorId =
    envelope.visitor_id ??
    dailyVisitorId({
      assistantId: envelope.assistant_id,
      ip: context.ip,
      userAgent: userAgent ?? "",
      day: now.toISOString().slice(0, 10),
      secret: optional("IP_HASH_SECRET") ?? required("SUPABASE_SERVICE_ROLE_KEY"),
    });
  return {
    assistant_id: envelope.assistant_id,
    origin_host: originHost(request),
    visitor: visitorId.slice(2),
    ip_hash: ipHash(context.ip, optional("IP_HASH_SECRET")),
    ip: isIP(address) === 0 ? null : address,
    country: countryOf(context),
    ...deviceOf(request.headers, envelope.touch_points),
    screen_width: envelope.screen_width ?? null,
    screen_height: envelope.screen_height ?? null,
    language: envelope.language ?? null,
    excluded: isRobot(userAgent, envelope.webdriver ?? false) ? "bot" : null,
    events: events.map((event, place) => recordOf(event, place, envelope, now)),
  };
}
