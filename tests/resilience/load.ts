import { setTimeout as after } from "node:timers/promises";
import type { Context } from "@netlify/functions";
import { readBeacon } from "../../src/ingest/batch.ts";
import { batchOf } from "../../src/ingest/record.ts";
import { hexDigits, type Random, uuidAt } from "../../src/local/traffic-random.ts";
import type { LogEvent } from "../support/logging.ts";
import type { Sender } from "../support/reference-records.ts";
import type { SeedEvent } from "../support/seed.ts";

/** The time at which the functions' clock stands: the same beacon sent again happened at the same time. */
export const NOW = Date.parse("2026-03-08T12:00:00.000Z");

const HOUR = 3_600_000;
const TRACK = "/.netlify/functions/track";
const PATHS = ["/", "/pricing", "/blog/a", "/B", "/docs"];
const REFERRERS = ["https://www.google.com/", "https://www.facebook.com/", ""];
const BROWSERS = [
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36",
  "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
];

/** How many calls of events each key makes at most: fewer than its limit in a minute, which never ends here. */
const CALLS_OF_KEY = 40;

/** What was acknowledged, as the reference takes it, and how often what was sent. */
export type Sent = {
  batches: { sender: Sender; events: SeedEvent[] }[];
  logged: LogEvent[];
  requests: number;
  aborted: number;
  unanswered: number;
  queued: number;
  /** Answers that are none of those that are expected of a database that is away. */
  unexpected: string[];
};

/** Where to send, as whom, and until when. */
export type Target = {
  url: string;
  assistantId: string;
  keys: string[];
  random: Random;
  isOver: () => boolean;
};

const pick = <Item>(items: Item[], random: Random): Item => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) {
    throw new Error("There is nothing to choose from.");
  }
  return item;
};

type Posted = { path: string; body: string; headers: Record<string, string> };

/**
 * Sends something until it is acknowledged, as the widget does. Now and then a sender goes away before the
 * answer comes, and sends it again later.
 */
async function deliver(target: Target, sent: Sent, posted: () => Posted): Promise<void> {
  const { random } = target;
  for (;;) {
    const { path, body, headers } = posted();
    const impatience = random() < 0.05 ? Math.floor(random() * 40) : 30_000;
    sent.requests += 1;
    try {
      const signal = AbortSignal.timeout(impatience);
      const response = await fetch(`${target.url}${path}`, { method: "POST", headers, body, signal });
      const text = await response.text();
      if (response.ok) {
        sent.queued += text.includes('"queued"') ? 1 : 0;
        return;
      }
      if (response.status !== 503) {
        sent.unexpected.push(`${path}: ${response.status} ${text}`);
        return;
      }
      sent.unanswered += 1;
    } catch {
      sent.aborted += impatience < 30_000 ? 1 : 0;
      sent.unanswered += impatience < 30_000 ? 0 : 1;
    }
    await after(100 + random() * 400);
  }
}

const taken = new Set<number>();

/** A time that nothing else happened at. */
function momentAt(time: number): number {
  let moment = Math.floor(time);
  while (taken.has(moment)) {
    moment += 1;
  }
  taken.add(moment);
  return moment;
}

type Visitor = { id: string | undefined; ip: string; browser: string; country: string };

function newVisitor(random: Random): Visitor {
  return {
    // One in ten lets nothing be written to the browser: the functions make an id of the address.
    id: random() < 0.1 ? undefined : `v_${hexDigits(random, 16)}`,
    ip: `198.18.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}`,
    browser: pick(BROWSERS, random),
    country: pick(["GB", "US", "DE"], random),
  };
}

/** A visit in beacons: pages, some of them left with a beacon of their own, and what the widget did. */
function visitOf(random: Random): Record<string, unknown>[][] {
  const beacons: Record<string, unknown>[][] = [];
  let time = NOW - HOUR - random() * 128 * HOUR;
  const pages = 1 + Math.floor(random() * 3);
  for (let page = 0; page < pages; page += 1) {
    const at = momentAt(time);
    const url = `https://acme.com${pick(PATHS, random)}`;
    const about = { at, url, session_id: "s_01hx" };
    const view = {
      ...about,
      id: uuidAt(at, random),
      type: "page_view",
      title: new URL(url).pathname,
      referrer: pick(REFERRERS, random),
    };
    const widget = ["widget_open", "inquiry_submit"]
      .filter(() => random() < 0.2)
      .map((type) => {
        const moment = momentAt(at + random() * 5_000);
        return { ...about, at: moment, id: uuidAt(moment, random), type };
      });
    beacons.push([view, ...widget]);
    const seconds = 1 + Math.floor(random() * 300);
    if (random() < 0.6) {
      beacons.push([{ ...view, seconds, exited_at: at + seconds * 1_000 }]);
    }
    time = at + seconds * 1_000 + random() * 0.7 * HOUR;
  }
  return beacons;
}

/** What the reference takes for a sender's beacon, as the functions read it. */
function expected(body: string, request: Request, visitor: Visitor): Sent["batches"][number] {
  const { envelope, events } = readBeacon(JSON.parse(body));
  const context = { ip: visitor.ip, geo: { country: { code: visitor.country } } } as Context;
  const batch = batchOf(envelope, events, request, context, new Date(NOW));
  const { ip_hash, country, device_type, browser, os, screen_width, screen_height, language } = batch;
  const sender = {
    visitor: batch.visitor,
    ...{ ip_hash, country, device_type, browser, os, screen_width, screen_height, language },
  };
  return { sender: sender as Sender, events: batch.events as SeedEvent[] };
}

/** Sends visits one after the other; the beacons of a visit that are ready go at once, and some go twice. */
export async function sendVisits(target: Target, sent: Sent): Promise<void> {
  const { random } = target;
  const known: Visitor[] = [];
  while (!target.isOver()) {
    const visitor = known.length > 20 && random() < 0.5 ? pick(known, random) : newVisitor(random);
    known.push(visitor);
    const geo = Buffer.from(JSON.stringify({ country: { code: visitor.country } })).toString("base64");
    const headers = {
      "user-agent": visitor.browser,
      "x-nf-client-connection-ip": visitor.ip,
      "x-nf-geo": geo,
    };
    const send = async (events: Record<string, unknown>[]) => {
      const envelope = {
        assistant_id: target.assistantId,
        visitor_id: visitor.id,
        sent_at: NOW,
        language: "en-GB",
      };
      const body = JSON.stringify({ ...envelope, events });
      await deliver(target, sent, () => ({ path: TRACK, body, headers }));
      sent.batches.push(expected(body, new Request(target.url, { headers }), visitor));
    };
    const beacons = visitOf(random);
    await Promise.all(
      random() < 0.3 ? [...beacons, ...beacons.slice(0, 1)].map(send) : [beacons[0] ?? []].map(send),
    );
    if (beacons.length > 1) {
      for (const beacon of beacons.slice(1)) {
        await send(beacon);
      }
    }
    await after(random() * 200);
  }
}

let calls = 0;

/** Reports what happened in conversations, some of it twice. */
export async function reportEvents(target: Target, sent: Sent): Promise<void> {
  const { random } = target;
  while (!target.isOver()) {
    const conversation_id = `c-${Math.floor(random() * 300)}`;
    const at = () => new Date(momentAt(NOW - HOUR - random() * 128 * HOUR)).toISOString();
    const about = () => ({ id: uuidAt(NOW, random), at: at(), conversation_id });
    const events: LogEvent[] = [
      { ...about(), type: "conversation.started", channel: pick(["WebChat", "WhatsApp"], random) },
      ...Array.from({ length: 1 + Math.floor(random() * 5) }, () => ({
        ...about(),
        type: "message",
        sender: pick(["CUSTOMER", "BOT", "AGENT"], random),
      })),
      { ...about(), type: "label.applied", label: pick(["sales", "support"], random) },
    ];
    const body = JSON.stringify(events);
    const post = () =>
      deliver(target, sent, () => {
        const key = target.keys[Math.floor(calls++ / CALLS_OF_KEY)] ?? "";
        const ip = `198.19.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}`;
        const headers = { authorization: `Bearer ${key}`, "x-nf-client-connection-ip": ip };
        return { path: "/api/v1/events", body, headers };
      });
    await Promise.all(random() < 0.2 ? [post(), post()] : [post()]);
    sent.logged.push(...events);
    await after(random() * 300);
  }
}
