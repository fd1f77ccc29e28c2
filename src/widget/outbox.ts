import type { z } from "zod";
import type { beaconEnvelope, beaconEvent } from "../ingest/beacon.ts";
import { enter } from "./enter.ts";
import { dataset, src } from "./environment.ts";
import { eventId, sessionId } from "./ids.ts";
import { keep, visitorId } from "./storage.ts";

/** As JSON.stringify takes it: an undefined field is left out. */
type Loose<T> = T extends unknown ? { [key in keyof T]: T[key] | undefined } : never;

export type OutboxEvent = Loose<z.input<typeof beaconEvent>>;

let pending: OutboxEvent[] = [];
let flying: OutboxEvent[] = [];

/** Nothing leaves the page before consent is decided or the page is hidden. */
export let held = true;

/** What every event has; the URL is cut to what the server takes. */
export const newEvent = () => ({
  id: eventId(),
  at: Date.now(),
  url: location.href.slice(0, 8e3),
  session_id: sessionId,
});

/** Adds an event, or puts the newer version of one in place of the older; sent with its neighbours. */
export const add = (event: OutboxEvent): void => {
  pending = [...pending.filter((other) => other.id !== event.id), event];
  setTimeout(enter, 0, send);
};

/** Lets the events go, after those of earlier pages, and all later ones; together with its neighbours. */
export const release = (earlier: OutboxEvent[] = []): void => {
  pending = [...earlier, ...pending];
  held = false;
  setTimeout(enter, 0, send);
};

/** Sends at once what no other request carries. */
export const send = (): void => {
  if (held) return;
  // All of it fits one request below the 64 KB of keepalive; the oldest events give way.
  while (pending[40] || new Blob([JSON.stringify(pending)]).size > 60_000) pending.shift();
  enter(keep, pending);
  const batch = pending.filter((event) => !flying.includes(event));
  if (!batch[0]) return;
  flying = [...batch, ...flying];
  const landed = ({ status }: { status: number }) =>
    enter(() => {
      flying = flying.filter((event) => !batch.includes(event));
      if (status < 500 && status !== 408 && status !== 429) {
        pending = pending.filter((event) => !batch.includes(event));
        send();
      }
    });
  const body = JSON.stringify({
    assistant_id: dataset["assistantId"],
    visitor_id: visitorId(),
    sent_at: Date.now(),
    screen_width: screen.width,
    screen_height: screen.height,
    language: navigator.language,
    touch_points: navigator.maxTouchPoints,
    webdriver: navigator.webdriver,
    events: batch,
  } satisfies Loose<z.input<typeof beaconEnvelope>> & { events: OutboxEvent[] });
  const url = new URL("/.netlify/functions/track", src);
  try {
    if (document.hidden && !("keepalive" in Request.prototype)) throw 0;
    fetch(url, { method: "POST", body, keepalive: true, credentials: "omit" }).then(landed, landed);
  } catch {
    // No answer will tell: kept for the next page, and not sent again by this one.
    navigator.sendBeacon(url, body);
  }
};
