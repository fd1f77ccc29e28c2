import {
  isViewOf,
  type Recorded,
  type Records,
  type Sender,
  type Session,
  sessionsOf,
  timeOf,
} from "./reference-records.ts";

type TextFilter = "source" | "country" | "language" | (typeof OF_CLIENT)[number] | (typeof OF_ORIGIN)[number];

/** The arguments of a report as the endpoints send them, defaults filled in. */
export type Arguments = {
  start_date: string;
  end_date: string;
  timezone?: string;
  granularity?: "day" | "hour";
  compare?: "previous" | "previous_year";
  by?: "page" | "source" | "country";
  page_url?: string;
  entry_page?: string;
  widget_engaged?: boolean;
  limit?: number;
  offset?: number;
} & { [Name in TextFilter]?: string };

/** What a report is about: instants, the sessions that its filters select, and all that was seen. */
export type Scope = {
  given: Arguments;
  from: number;
  until: number;
  days: string[];
  sessions: Session[];
  seen: Records["seen"];
};

const DAY = 86_400_000;
const OF_CLIENT = ["device_type", "browser", "os"] as const;
const OF_ORIGIN = ["medium", "utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term"] as const;
const ORIGIN = ["source", "referrer_url", ...OF_ORIGIN];

export const byTimeAndId = (a: Recorded, b: Recorded) =>
  timeOf(a) - timeOf(b) || byText(a.event.id, b.event.id);
export const viewsOf = ({ events }: Session) => events.filter((event) => isViewOf(event)).sort(byTimeAndId);
export const isEngaged = ({ events }: Session) => events.some(({ event }) => event.type === "widget_open");

/** Text by its code units, as the collation "C" has it for ASCII; null comes last. */
export function byText(a: string | null, b: string | null): number {
  if (a === b) {
    return 0;
  }
  return a === null || (b !== null && a > b) ? 1 : -1;
}

/** Where a session came from: what its first page view says, and nothing where it has none. */
export function originOf(session: Session): Record<string, string | null> {
  const [first] = viewsOf(session);
  return Object.fromEntries(ORIGIN.map((name) => [name, (first?.event[name] ?? null) as string | null]));
}

export function senderOf(session: Session): Sender {
  const [first] = session.events;
  if (first === undefined) {
    throw new Error("A session has an event.");
  }
  return first.sender;
}

const isLike = (wanted: string | undefined, value: string | null | undefined) =>
  wanted === undefined || value?.toLowerCase() === wanted.toLowerCase();

function isAmong(session: Session, given: Arguments): boolean {
  const [origin, sender] = [originOf(session), senderOf(session)];
  const { source, country, language, medium, entry_page, widget_engaged } = given;
  return [
    OF_CLIENT.every((name) => isLike(given[name], sender[name])),
    OF_ORIGIN.every((name) => name === "medium" || isLike(given[name], origin[name])),
    medium === "none" ? origin["medium"] === null : isLike(medium, origin["medium"]),
    isLike(source, origin["source"]) || (source === "social" && origin["medium"] === "social"),
    isLike(language, sender.language) || isLike(language, sender.language?.split("-")[0]),
    country === undefined || sender.country === country,
    widget_engaged === undefined || isEngaged(session) === widget_engaged,
    entry_page === undefined || viewsOf(session)[0]?.event.path === entry_page,
  ].every(Boolean);
}

/** What tells the offset of a zone: making one takes far longer than asking it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/** By how much the clocks of a zone are ahead of UTC, in milliseconds. */
function aheadAt(instant: number, timeZone: string): number {
  const clock =
    clocks.get(timeZone) ?? new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  clocks.set(timeZone, clock);
  const parts = clock.formatToParts(instant);
  const name = parts.find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === "-" ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
}

const midnights = new Map<string, number>();

/** When a day begins in a zone whose clocks never change at midnight. */
function midnight(day: string, zone: string): number {
  const key = `${day} ${zone}`;
  const utc = Date.parse(day);
  const near = midnights.get(key) ?? utc - aheadAt(utc, zone);
  const instant = midnights.get(key) ?? utc - aheadAt(near, zone);
  midnights.set(key, instant);
  return instant;
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
export const secondOf = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;

/** What the API calls an hour. */
function hourOf(instant: number, zone: string): string {
  const ahead = aheadAt(instant, zone);
  const two = (number: number) => String(number).padStart(2, "0");
  const minutes = Math.abs(ahead) / 60_000;
  const offset = `${ahead < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  return secondOf(instant + ahead).replace("Z", zone === "UTC" ? "Z" : offset);
}

/** The days or hours of a scope, by what the API calls them. */
export function bucketsOf({
  given,
  from,
  until,
  days,
}: Scope): { name: string; from: number; until: number }[] {
  const zone = given.timezone ?? "UTC";
  if (given.granularity === "hour") {
    const hours = Math.ceil((until - from) / 3_600_000);
    return Array.from({ length: hours }, (_, hour) => {
      const starts = from + hour * 3_600_000;
      return { name: hourOf(starts, zone), from: starts, until: Math.min(starts + 3_600_000, until) };
    });
  }
  return days.map((name) => ({
    name,
    from: midnight(name, zone),
    until: midnight(dayOf(Date.parse(name) + DAY), zone),
  }));
}

export const isWithin = ({ from, until }: { from: number; until: number }, time: number) =>
  time >= from && time < until;

/** What some arguments are about, by looking at every event. */
export function scopeOf({ events, seen }: Records, given: Arguments): Scope {
  const zone = given.timezone ?? "UTC";
  const days: string[] = [];
  for (let day = Date.parse(given.start_date); day <= Date.parse(given.end_date); day += DAY) {
    days.push(dayOf(day));
  }
  return {
    given,
    from: midnight(given.start_date, zone),
    until: midnight(dayOf(Date.parse(given.end_date) + DAY), zone),
    days,
    sessions: sessionsOf(events).filter((session) => isAmong(session, given)),
    seen,
  };
}

/** The events of a scope that are in its range and on its page, if it is about one. */
export const happenedIn = (scope: Scope): Recorded[] =>
  scope.sessions
    .flatMap(({ events }) => events)
    .filter((event) => isWithin(scope, timeOf(event)))
    .filter(({ event }) => scope.given.page_url === undefined || event.path === scope.given.page_url);

/** The sessions of a scope that started in it and, if it is about a page, viewed it. */
export const startedIn = (scope: Scope): Session[] =>
  scope.sessions
    .filter(({ starts }) => isWithin(scope, starts))
    .filter((session) => {
      const page = scope.given.page_url;
      return page === undefined || session.events.some((event) => isViewOf(event, page));
    });
