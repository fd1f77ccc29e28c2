import { ratio, slice, titleOf } from "./reference-figures.ts";
import { isViewOf, type Recorded, type Records, type Session, secondsOf } from "./reference-records.ts";
import {
  byText,
  happenedIn,
  isEngaged,
  originOf,
  type Scope,
  scopeOf,
  senderOf,
  startedIn,
  viewsOf,
} from "./reference-scope.ts";

const SECOND = 1_000;
const DAY = 86_400 * SECOND;

const visitorsOf = (events: Recorded[]) => new Set(events.map(({ sender }) => sender.visitor));

/** One page view, under ten seconds of visible time, and no widget event. */
function isBounce({ events }: Session): boolean {
  return (
    events.length === 1 && events.every((event) => isViewOf(event) && (secondsOf(event.event) ?? 0) < 10)
  );
}

const durationOf = ({ starts, ends }: Session) => Math.floor(ends / SECOND) - Math.floor(starts / SECOND);

function figures(scope: Scope) {
  const views = happenedIn(scope).filter((event) => isViewOf(event));
  const started = startedIn(scope);
  const seconds = started.reduce((sum, session) => sum + durationOf(session), 0);
  const engaged = started.filter(isEngaged).length;
  const whole = started.length;
  return {
    pageviews: views.length,
    unique_visitors: visitorsOf(views).size,
    sessions: whole,
    bounce_rate_pct: ratio(100 * started.filter(isBounce).length, whole, 1),
    avg_session_duration_seconds: whole === 0 ? null : ratio(seconds, whole, 0),
    pages_per_session: whole === 0 ? null : ratio(views.length, whole, 1),
    engaged_sessions: engaged,
    widget_engagement_rate_pct: ratio(100 * engaged, whole, 1),
  };
}

/** The change from one figure to another in percent, rounded half away from zero; null from nothing. */
function change(now: number | null, before: number | null): number | null {
  // In whole tenths: no figure has more than one decimal.
  const [present, past] = [Math.round(10 * (now ?? 0)), Math.round(10 * (before ?? 0))];
  if (now === null || past === 0) {
    return null;
  }
  const rounded = ratio(100 * Math.abs(present - past), past, 1);
  return present < past && rounded > 0 ? -rounded : rounded;
}

const dateOf = (time: number) => new Date(time).toISOString().slice(0, 10);

function yearBefore(day: string): string {
  const before = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return before.endsWith("02-29") ? before.replace("02-29", "02-28") : before;
}

export function overview(scope: Scope, records: Records) {
  const { start_date, end_date, timezone = "UTC", compare } = scope.given;
  const [data, meta] = [figures(scope), { start_date, end_date, timezone, excluded: [] }];
  if (compare === undefined) {
    return { data, meta };
  }
  const first = Date.parse(start_date);
  const days = (Date.parse(end_date) - first) / DAY + 1;
  const [start, end] =
    compare === "previous"
      ? [dateOf(first - days * DAY), dateOf(first - DAY)]
      : [yearBefore(start_date), yearBefore(end_date)];
  const previous = figures(scopeOf(records, { ...scope.given, start_date: start, end_date: end }));
  const change_pct = Object.fromEntries(
    (Object.keys(data) as (keyof typeof data)[]).map((name) => [name, change(data[name], previous[name])]),
  );
  return {
    data,
    previous,
    change_pct,
    meta: { ...meta, previous_start_date: start, previous_end_date: end },
  };
}

const STEPS = ["widget_open", "conversation_start", "inquiry_submit"];

function steps(events: Recorded[]) {
  const visitors = visitorsOf(events.filter((event) => isViewOf(event))).size;
  const reached = STEPS.map((_, step) => {
    const further = STEPS.slice(step);
    return visitorsOf(events.filter(({ event }) => further.includes(event.type))).size;
  });
  const [widget_opened = 0, conversation_started = 0, inquiry_submitted = 0] = reached;
  return {
    ...{ visitors, widget_opened, conversation_started, inquiry_submitted },
    widget_opened_pct: ratio(100 * widget_opened, visitors, 1),
    conversation_started_pct: ratio(100 * conversation_started, visitors, 1),
    inquiry_submitted_pct: ratio(100 * inquiry_submitted, visitors, 1),
  };
}

export function funnel(scope: Scope) {
  const events = happenedIn(scope);
  const { by } = scope.given;
  if (by === undefined) {
    return { data: steps(events) };
  }
  const sessionOf = (event: Recorded) => scope.sessions.find((session) => session.events.includes(event));
  const groups = new Map<string | null, Recorded[]>();
  for (const event of events) {
    const session = sessionOf(event);
    if (session !== undefined && (isViewOf(event) || STEPS.includes(event.event.type))) {
      const names = {
        page: event.event.path,
        source: originOf(session)["source"] ?? null,
        country: senderOf(session).country,
      };
      groups.set(names[by], [...(groups.get(names[by]) ?? []), event]);
    }
  }
  const called = by === "page" ? "page_url" : by;
  const all = [...groups]
    .map(([name, own]) => ({ name, own: steps(own) }))
    .sort(
      (a, b) =>
        b.own.visitors - a.own.visitors ||
        b.own.widget_opened - a.own.widget_opened ||
        byText(a.name, b.name),
    );
  const { page, meta } = slice(all, scope.given);
  return { data: steps(events), breakdown: page.map(({ name, own }) => ({ [called]: name, ...own })), meta };
}

function endPages(scope: Scope, end: 0 | -1) {
  const started = startedIn(scope).filter((session) => viewsOf(session).length > 0);
  const pathOf = (session: Session) => viewsOf(session).at(end)?.event.path ?? "";
  const all = [...new Set(started.map(pathOf))]
    .map((path) => ({ path, own: started.filter((session) => pathOf(session) === path) }))
    .sort((a, b) => b.own.length - a.own.length || byText(a.path, b.path));
  const { page, meta } = slice(all, scope.given);
  const data = page.map(({ path, own }) => ({
    page_url: path,
    page_title: titleOf(scope, path),
    sessions: own.length,
    pct: ratio(100 * own.length, started.length, 1),
    ...(end === 0 && { bounce_rate_pct: ratio(100 * own.filter(isBounce).length, own.length, 1) }),
  }));
  return { data, total_sessions: started.length, meta };
}

export const entry_pages = (scope: Scope) => endPages(scope, 0);
export const exit_pages = (scope: Scope) => endPages(scope, -1);
