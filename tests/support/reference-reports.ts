import {
  isViewOf,
  type Recorded,
  type Records,
  type Sender,
  type Session,
  secondsOf,
  sessionsOf,
  timeOf,
} from "./reference-records.ts";

/** The arguments of a report as the endpoints send them, defaults filled in. */
export type Arguments = {
  start_date: string;
  end_date: string;
  granularity?: "day" | "hour";
  page_url?: string;
  country?: string;
  source?: string;
  device_type?: string;
  widget_engaged?: boolean;
  limit?: number;
  offset?: number;
};

type Range = { from: number; until: number };

const SECOND = 1_000;
const LENGTHS = { hour: 3_600 * SECOND, day: 86_400 * SECOND };
const ORIGIN = ["source", "medium", "referrer_url"].concat(
  ["source", "medium", "campaign", "content", "term"].map((part) => `utm_${part}`),
);

/** Text by its code units, as the collation "C" has it for ASCII; null comes last. */
function byText(a: string | null, b: string | null): number {
  if (a === b) {
    return 0;
  }
  return a === null || (b !== null && a > b) ? 1 : -1;
}

const byTimeAndId = (a: Recorded, b: Recorded) => timeOf(a) - timeOf(b) || byText(a.event.id, b.event.id);
const viewsOf = ({ events }: Session) => events.filter((event) => isViewOf(event)).sort(byTimeAndId);
const isEngaged = ({ events }: Session) => events.some(({ event }) => event.type === "widget_open");
const distinctVisitors = (events: Recorded[]) => new Set(events.map(({ sender }) => sender.visitor)).size;

/** Where a session came from: what its first page view says, and nothing where it has none. */
function originOf(session: Session): Record<string, string | null> {
  const [first] = viewsOf(session);
  return Object.fromEntries(ORIGIN.map((name) => [name, (first?.event[name] ?? null) as string | null]));
}

function senderOf(session: Session): Sender {
  const [first] = session.events;
  if (first === undefined) {
    throw new Error("A session has an event.");
  }
  return first.sender;
}

/** part ÷ whole with `decimals` decimals, rounded half up in whole numbers; 0 where the whole is 0. */
function ratio(part: number, whole: number, decimals: 0 | 1): number {
  const scale = 10 ** decimals;
  return whole === 0 ? 0 : Math.floor((2 * part * scale + whole) / (2 * whole)) / scale;
}

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
const secondOf = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;

const within =
  ({ from, until }: Range) =>
  (time: number) =>
    time >= from && time < until;

function slice<Item>(items: Item[], { limit = 50, offset = 0 }: Arguments) {
  return { page: items.slice(offset, offset + limit), meta: { total: items.length, limit, offset } };
}

function pageviews(events: Recorded[], range: Range, { granularity = "day", page_url }: Arguments) {
  const views = events.filter((event) => isViewOf(event, page_url) && within(range)(timeOf(event)));
  const data = [];
  for (let from = range.from; from < range.until; from += LENGTHS[granularity]) {
    const inside = views.filter((view) => within({ from, until: from + LENGTHS[granularity] })(timeOf(view)));
    data.push({
      date: granularity === "day" ? dayOf(from) : secondOf(from),
      pageviews: inside.length,
      unique_visitors: distinctVisitors(inside),
    });
  }
  return {
    data,
    summary: {
      total_pageviews: views.length,
      total_unique_visitors: distinctVisitors(views),
      avg_pageviews_per_day: ratio(views.length, (range.until - range.from) / LENGTHS.day, 1),
    },
  };
}

function describe(session: Session) {
  const views = viewsOf(session);
  const { visitor, ...sender } = senderOf(session);
  const closed = session.events.filter(({ event }) => event.type === "widget_close");
  return {
    visitor_id: `v_${visitor}`,
    session_date: dayOf(session.starts),
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

function sessions(started: Session[], filters: Arguments) {
  const { country, source, device_type, widget_engaged } = filters;
  const number = (session: Session) => BigInt.asIntN(64, BigInt(`0x${senderOf(session).visitor}`));
  const { page, meta } = slice(
    started
      .filter((session) => country === undefined || senderOf(session).country === country)
      .filter((session) => device_type === undefined || senderOf(session).device_type === device_type)
      .filter((session) => widget_engaged === undefined || isEngaged(session) === widget_engaged)
      .filter((session) => {
        const origin = originOf(session);
        const isSocial = source === "social" && origin["medium"] === "social";
        return source === undefined || isSocial || origin["source"] === source;
      })
      // Newest first; of sessions that began at once, the greater visitor id as a signed number.
      .sort((a, b) => b.starts - a.starts || (number(a) < number(b) ? 1 : -1)),
    filters,
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
function topSources(events: Recorded[], views: Recorded[]): string[] {
  const counts = new Map<string, number>();
  for (const session of sessionsOf(events)) {
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

function pages({ events, seen }: Records, range: Range, list: Arguments) {
  const inside = events.filter((event) => within(range)(timeOf(event)));
  const paths = [...new Set(inside.filter((event) => isViewOf(event)).map(({ event }) => event.path))];
  const { page, meta } = slice(
    paths
      .map((path) => ({ path, views: inside.filter((event) => isViewOf(event, path)) }))
      .sort((a, b) => b.views.length - a.views.length || byText(a.path, b.path)),
    list,
  );
  const data = page.map(({ path, views }) => {
    const titles = seen.filter((event) => event.path === path && (event["title"] ?? "") !== "");
    const known = views.map(({ event }) => secondsOf(event)).filter((seconds) => seconds !== null);
    const opens = inside.filter(({ event }) => event.type === "widget_open" && event.path === path);
    const total = known.reduce((sum, seconds) => sum + seconds, 0);
    return {
      page_url: path,
      page_title: titles.sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[0]?.["title"] ?? null,
      pageviews: views.length,
      unique_visitors: distinctVisitors(views),
      avg_time_on_page_seconds: known.length === 0 ? null : ratio(total, known.length, 0),
      widget_open_rate_pct: ratio(100 * opens.length, views.length, 1),
      top_sources: topSources(events, views),
    };
  });
  return { data, meta };
}

function widget_events(events: Recorded[], range: Range, list: Arguments) {
  const { page, meta } = slice(
    events.filter((event) => !isViewOf(event) && within(range)(timeOf(event))).sort(byTimeAndId),
    list,
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

/**
 * The answer to a question about one assistant, from the definitions of the API's document alone, by
 * looking at every event. Knows nothing of days that are rolled up, nor of how the database counts.
 */
export function answerTo(report: string, records: Records, given: Arguments): unknown {
  const range = {
    from: Date.parse(given.start_date),
    until: Date.parse(given.end_date) + LENGTHS.day,
  };
  const started = () => sessionsOf(records.events).filter(({ starts }) => within(range)(starts));
  switch (report) {
    case "pageviews":
      return pageviews(records.events, range, given);
    case "sessions":
      return sessions(started(), given);
    case "traffic_sources":
      return traffic_sources(started());
    case "pages":
      return pages(records, range, given);
    case "widget_events":
      return widget_events(records.events, range, given);
    case "geography":
      return geography(started());
    case "devices":
      return devices(started());
    default:
      throw new Error(`There is no report ${report}.`);
  }
}
