import type { SeedEvent } from "./seed.ts";

/** Who sent a batch, and from which browser: what `record_events` takes, without its events. */
export type Sender = {
  visitor: string;
  ip_hash: string | null;
  country: string | null;
  device_type: string | null;
  browser: string | null;
  os: string | null;
  screen_width: number | null;
  screen_height: number | null;
  language: string | null;
};

/** An event with who sent it first, and with the longest time on page that any sending of it told. */
export type Recorded = { sender: Sender; event: SeedEvent };

/** All that is recorded of one assistant: each event once, in the order of arrival, and every title seen. */
export type Records = { events: Recorded[]; seen: SeedEvent[] };

/** A session, from its first activity to its last, with its events in the order of time. */
export type Session = { events: Recorded[]; starts: number; ends: number };

const SECOND = 1_000;
const GAP = 30 * 60 * SECOND;

export const nothing: Records = { events: [], seen: [] };

export const secondsOf = (event: SeedEvent) => (event["seconds"] ?? null) as number | null;

/** Adds a batch: an id that is known changes nothing, unless it completes a page view. */
export function recording(records: Records, sender: Sender, batch: SeedEvent[]): Records {
  const events = [...records.events];
  for (const event of batch) {
    const place = events.findIndex((known) => known.event.id === event.id);
    const known = events[place];
    if (known === undefined) {
      events.push({ sender, event });
    } else if (
      known.event.type === "page_view" &&
      event.type === "page_view" &&
      (secondsOf(event) ?? -1) > (secondsOf(known.event) ?? -1)
    ) {
      const { seconds, exited_at } = event;
      events[place] = { sender: known.sender, event: { ...known.event, seconds, exited_at } };
    }
  }
  return { events, seen: [...records.seen, ...batch] };
}

/** Takes out all events of one visitor; a title says nothing of who saw it, and stays. */
export function erasing(records: Records, visitor: string): Records {
  return { ...records, events: records.events.filter(({ sender }) => sender.visitor !== visitor) };
}

export const timeOf = ({ event }: Recorded) => Date.parse(event.at);

/** When the activity that an event stands for was over: a page view lasts until it was left. */
function endOf({ event }: Recorded): number {
  const start = Date.parse(event.at);
  const left = event["exited_at"] as string | undefined;
  return Math.max(start, left === undefined ? start + (secondsOf(event) ?? 0) * SECOND : Date.parse(left));
}

export function isViewOf({ event }: Recorded, path?: string): boolean {
  return event.type === "page_view" && (path === undefined || event.path === path);
}

/** One visitor's activity with gaps of less than 30 minutes; its first event is the first of its list. */
export function sessionsOf(events: Recorded[]): Session[] {
  const sessions: Session[] = [];
  for (const visitor of new Set(events.map(({ sender }) => sender.visitor))) {
    let current: Session | undefined;
    const own = events.filter(({ sender }) => sender.visitor === visitor);
    for (const event of own.sort((a, b) => timeOf(a) - timeOf(b))) {
      if (current === undefined || timeOf(event) - current.ends >= GAP) {
        current = { events: [], starts: timeOf(event), ends: endOf(event) };
        sessions.push(current);
      }
      current.events.push(event);
      current.ends = Math.max(current.ends, endOf(event));
    }
  }
  return sessions;
}
