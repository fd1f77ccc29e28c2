import { randomUUID } from "node:crypto";

/** An event as the recording function takes it. */
export type SeedEvent = Record<string, unknown> & { id: string; type: string; at: string; path: string };

/** A page view of `path` at `at`, direct and without time on page unless `more` says otherwise. */
export function pageView(at: string, path: string, more: Record<string, unknown> = {}): SeedEvent {
  return { id: randomUUID(), type: "page_view", at, path, source: "direct", medium: null, ...more };
}

/** A widget event of `type` on `path` at `at`. */
export function widgetEvent(
  at: string,
  type: string,
  path: string,
  more: Record<string, unknown> = {},
): SeedEvent {
  return { id: randomUUID(), type, at, path, ...more };
}

/** A visitor id from a number: sixteen hexadecimal digits, without the `v_`. */
export function visitor(number: number): string {
  return number.toString(16).padStart(16, "0");
}

/** A batch of one visitor's events, from a British Chrome on macOS unless `more` says otherwise. */
export function batch(
  assistantId: string,
  who: string,
  events: SeedEvent[],
  more: Record<string, unknown> = {},
): Record<string, unknown> {
  return {
    assistant_id: assistantId,
    visitor: who,
    ip_hash: "a3f1b2c4d5e6f7a8",
    ip: "203.0.113.7",
    country: "GB",
    device_type: "desktop",
    browser: "Chrome",
    os: "macOS",
    screen_width: 1440,
    screen_height: 900,
    language: "en-GB",
    excluded: null,
    events,
    ...more,
  };
}

/** `count` items made by their number, from 0. */
export function times<Item>(count: number, make: (number: number) => Item): Item[] {
  return Array.from({ length: count }, (_, number) => make(number));
}

/** Spreads named counts over one list: `{ a: 2, b: 1 }` is `["a", "a", "b"]`. */
export function spread(counts: Record<string, number>): string[] {
  return Object.entries(counts).flatMap(([name, count]) => Array<string>(count).fill(name));
}
