import type { SeedEvent } from "./seed.ts";

/** A session as the naive reference derives it from a list of events. */
export type ReferenceSession = {
  visitor: string;
  started_at: string;
  ended_at: string;
  pages_viewed: number;
  entry_page: string | null;
  exit_page: string | null;
  source: string | null;
  engaged: boolean;
  widget_seconds: number;
};

const GAP = 30 * 60_000;
const order = (event: SeedEvent) => `${event.at} ${event.id}`;

/** From when to when an event is activity: a page view lasts until it was left. */
function spanOf(event: SeedEvent): [number, number] {
  const start = Date.parse(event.at);
  const left = event["exited_at"] as string | undefined;
  return [start, Math.max(start, left === undefined ? start : Date.parse(left))];
}

function describe(visitor: string, events: SeedEvent[]): ReferenceSession {
  const spans = events.map(spanOf);
  const views = events
    .filter(({ type }) => type === "page_view")
    .sort((a, b) => (order(a) < order(b) ? -1 : 1));
  const second = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;
  return {
    visitor: `v_${visitor}`,
    started_at: second(Math.min(...spans.map(([start]) => start))),
    ended_at: second(Math.max(...spans.map(([, end]) => end))),
    pages_viewed: views.length,
    entry_page: views[0]?.path ?? null,
    exit_page: views.at(-1)?.path ?? null,
    source: (views[0]?.["source"] as string | undefined) ?? null,
    engaged: events.some(({ type }) => type === "widget_open"),
    widget_seconds: events.reduce((sum, event) => sum + Number(event["duration_seconds"] ?? 0), 0),
  };
}

/**
 * The sessions of one visitor, from the definition alone: activity with gaps of less than 30 minutes.
 * Of events with the same id the one with the longest time on page counts.
 */
export function sessionsOf(visitor: string, events: SeedEvent[]): ReferenceSession[] {
  const byId = new Map<string, SeedEvent>();
  for (const event of events) {
    const known = byId.get(event.id);
    if (known === undefined || Number(event["seconds"] ?? -1) > Number(known["seconds"] ?? -1)) {
      byId.set(event.id, event);
    }
  }
  const sessions: { until: number; events: SeedEvent[] }[] = [];
  for (const event of [...byId.values()].sort((a, b) => spanOf(a)[0] - spanOf(b)[0])) {
    const [start, end] = spanOf(event);
    const current = sessions.at(-1);
    if (current !== undefined && start - current.until < GAP) {
      current.until = Math.max(current.until, end);
      current.events.push(event);
    } else {
      sessions.push({ until: end, events: [event] });
    }
  }
  return sessions.map((session) => describe(visitor, session.events));
}
