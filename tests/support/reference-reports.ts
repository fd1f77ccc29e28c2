import { ratio, slice, titleOf } from "./reference-figures.ts";
import { entry_pages, exit_pages, funnel, overview } from "./reference-overview.ts";
import {
  isViewOf,
  type Recorded,
  type Records,
  type Session,
  secondsOf,
  timeOf,
} from "./reference-records.ts";
import {
  type Arguments,
  bucketsOf,
  byText,
  byTimeAndId,
  happenedIn,
  isEngaged,
  isWithin,
  originOf,
  type Scope,
  scopeOf,
  secondOf,
  senderOf,
  startedIn,
  viewsOf,
} from "./reference-scope.ts";

const SECOND = 1_000;

const distinctVisitors = (events: Recorded[]) => new Set(events.map(({ sender }) => sender.visitor)).size;

function pageviews(scope: Scope) {
  const views = happenedIn(scope).filter((event) => isViewOf(event));
  const data = bucketsOf(scope).map((bucket) => {
    const inside = views.filter((view) => isWithin(bucket, timeOf(view)));
    return { date: bucket.name, pageviews: inside.length, unique_visitors: distinctVisitors(inside) };
  });
  return {
    data,
    summary: {
      total_pageviews: views.length,
      total_unique_visitors: distinctVisitors(views),
      avg_pageviews_per_day: ratio(views.length, scope.days.length, 1),
    },
  };
}

function describe(session: Session) {
  const views = viewsOf(session);
  const { visitor, ...sender } = senderOf(session);
  const closed = session.events.filter(({ event }) => event.type === "widget_close");
  return {
    visitor_id: `v_${visitor}`,
    session_date: secondOf(session.starts).slice(0, 10),
    started_at: secondOf(session.starts),
    ended_at: secondOf(session.ends),
    duration_seconds: Math.floor(session.ends / SECOND) - Math.floor(session.starts / SECOND),
    pages_viewed: views.length,
    entry_page: views[0]?.event.path ?? null,
    exit_page: views.at(-1)?.event.path ?? null,
    traffic_source: originOf(session),
    visitor: sender,
    widget: {
      engaged: isEngaged(session),
      widget_session_seconds: closed.reduce((sum, { event }) => sum + Number(event["duration_seconds"]), 0),
    },
  };
}

function sessions(scope: Scope) {
  const number = (session: Session) => BigInt.asIntN(64, BigInt(`0x${senderOf(session).visitor}`));
  const { page, meta } = slice(
    // Newest first; of sessions that began at once, the greater visitor id as a signed number.
    startedIn(scope).sort((a, b) => b.starts - a.starts || (number(a) < number(b) ? 1 : -1)),
    scope.given,
  );
  return { data: page.map(describe), meta };
}

/** How many sessions share each value, most first, ties by the value. */
function breakdown<Key extends Record<string, string | null>>(
  started: Session[],
  keyOf: (session: Session) => Key,
) {
  const counts = new Map<string, number>();
  for (const session of started) {
    const key = JSON.stringify(keyOf(session));
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .map(([key, count]) => ({ key: JSON.parse(key) as Key, count }))
    .sort((a, b) => {
      const [left, right] = [Object.values(a.key), Object.values(b.key)];
      const differing = left.findIndex((value, index) => value !== right[index]);
      return b.count - a.count || byText(left[differing] ?? null, right[differing] ?? null);
    })
    .map(({ key, count }) => ({ ...key, sessions: count, pct: ratio(100 * count, started.length, 1) }));
}

function traffic_sources(started: Session[]) {
  const data = breakdown(started, (session) => {
    const { source = null, medium = null } = originOf(session);
    return { source, medium };
  });
  return { data, total_sessions: started.length };
}

function geography(started: Session[]) {
  const data = breakdown(started, (session) => ({ country: senderOf(session).country }));
  return { data, total_sessions: started.length };
}

function devices(started: Session[]) {
  return {
    device_types: breakdown(started, (session) => ({ type: senderOf(session).device_type })),
    browsers: breakdown(started, (session) => ({ browser: senderOf(session).browser })),
    operating_systems: breakdown(started, (session) => ({ os: senderOf(session).os })),
  };
}

/** The two sources that most of the page views came by, each that of the session it belongs to. */
function topSources(sessions: Session[], views: Recorded[]): string[] {
  const counts = new Map<string, number>();
  for (const session of sessions) {
    const source = String(originOf(session)["source"]);
    const count = views.filter((view) => session.events.includes(view)).length;
    counts.set(source, (counts.get(source) ?? 0) + count);
  }
  return [...counts]
    .filter(([, count]) => count > 0)
    .sort(([a, first], [b, second]) => second - first || byText(a, b))
    .map(([source]) => source)
    .slice(0, 2);
}

function pages(scope: Scope) {
  const inside = happenedIn(scope);
  const paths = [...new Set(inside.filter((event) => isViewOf(event)).map(({ event }) => event.path))];
  const { page, meta } = slice(
    paths
      .map((path) => ({ path, views: inside.filter((event) => isViewOf(event, path)) }))
      .sort((a, b) => b.views.length - a.views.length || byText(a.path, b.path)),
    scope.given,
  );
  const data = page.map(({ path, views }) => {
    const known = views.map(({ event }) => secondsOf(event)).filter((seconds) => seconds !== null);
    const opens = inside.filter(({ event }) => event.type === "widget_open" && event.path === path);
    const total = known.reduce((sum, seconds) => sum + seconds, 0);
    return {
      page_url: path,
      page_title: titleOf(scope, path),
      pageviews: views.length,
      unique_visitors: distinctVisitors(views),
      avg_time_on_page_seconds: known.length === 0 ? null : ratio(total, known.length, 0),
      widget_open_rate_pct: ratio(100 * opens.length, views.length, 1),
      top_sources: topSources(scope.sessions, views),
    };
  });
  return { data, meta };
}

function widget_events(scope: Scope) {
  const { page, meta } = slice(
    happenedIn(scope)
      .filter((event) => !isViewOf(event))
      .sort(byTimeAndId),
    scope.given,
  );
  const data = page.map(({ sender, event }) => ({
    id: event.id,
    event_type: event.type,
    visitor_id: `v_${sender.visitor}`,
    session_id: event["session_id"] ?? null,
    page_url: event.path,
    duration_seconds: event["duration_seconds"] ?? null,
    created_at: secondOf(Date.parse(event.at)),
  }));
  return { data, meta };
}

const REPORTS: Record<string, (scope: Scope, records: Records) => unknown> = {
  pageviews,
  sessions,
  pages,
  widget_events,
  overview,
  funnel,
  entry_pages,
  exit_pages,
  traffic_sources: (scope) => traffic_sources(startedIn(scope)),
  geography: (scope) => geography(startedIn(scope)),
  devices: (scope) => devices(startedIn(scope)),
};

/**
 * The answer to a question about one assistant, from the definitions of the API's document alone, by
 * looking at every event. Knows nothing of days that are rolled up, nor of how the database counts.
 */
export function answerTo(report: string, records: Records, given: Arguments): unknown {
  const answer = REPORTS[report];
  if (answer === undefined) {
    throw new Error(`There is no report ${report}.`);
  }
  return answer(scopeOf(records, given), records);
}
