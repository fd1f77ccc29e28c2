/**
 * Traffic made in SQL. Everything follows from numbers by hashing them (`bench.random`), so that the same
 * size gives the same history again, whatever plan the database chooses.
 */

/** Page views of a session: this share has one, the others two and more, each next one by that chance. */
const ONE_PAGE = 0.45;
const ANOTHER_PAGE = 0.725;

/** Nobody comes more often in the whole time. */
const MOST_SESSIONS = 300;

/** Visitors that are made for a page view that is wanted; some are left out again to get the right sum. */
export const VISITORS_PER_VIEW = 0.09;

/** How busy each hour of the day, UTC, and each weekday from Sunday is. */
const HOURS = [
  0.3, 0.2, 0.15, 0.12, 0.15, 0.25, 0.45, 0.75, 1.05, 1.25, 1.35, 1.3, 1.2, 1.3, 1.4, 1.4, 1.3, 1.2, 1.15,
  1.15, 1.15, 1.0, 0.8, 0.5,
];
const WEEKDAYS = [0.68, 1.1, 1.16, 1.15, 1.12, 1.0, 0.7];

const DAY = 86_400_000;

/** What each part's end is of the sum of all, without the last: thresholds for `width_bucket`. */
function thresholds(weights: number[]): number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return weights.slice(0, -1).map((weight) => {
    sum += weight / total;
    return sum;
  });
}

export const hourThresholds = (): number[] => thresholds(HOURS);

/** Weekdays, a slow growth and a ripple for the weather; `firstDay` in milliseconds. */
export const dayThresholds = (firstDay: number, days: number): number[] =>
  thresholds(
    Array.from({ length: days }, (_, day) => {
      const weekday = WEEKDAYS[new Date(firstDay + day * DAY).getUTCDay()] ?? 1;
      return weekday * (1 + 0.2 * (day / days)) * (1 + 0.08 * Math.sin(day * 12.9898));
    }),
  );

export const PREPARE = `
  create schema bench;

  create function bench.random(number bigint, seed bigint)
    returns double precision immutable parallel safe language sql
  return (hashint8extended(number, seed) & 9007199254740991) / 9007199254740992.0::double precision;

  create function bench.pages_of(session bigint)
    returns integer immutable parallel safe language sql
  return case
    when bench.random(session, 1) < ${ONE_PAGE} then 1
    else 2 + least(50, floor(ln(1 - bench.random(session, 2)) / ln(${ANOTHER_PAGE}::double precision)))::integer
  end;

  create function bench.event_id(at timestamptz, seed text)
    returns uuid stable parallel safe language sql
  return (
    lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0')
    || '7' || substr(md5(seed), 1, 3) || '8' || substr(md5(seed), 4, 15)
  )::uuid;

  -- Ids are made by the visitor's clock: most are right to a second, one in thirty up to half an hour off.
  create function bench.clock_error(visitor bigint)
    returns interval immutable parallel safe language sql
  return (bench.random(visitor, 29) - 0.5) * case when bench.random(visitor, 30) < 0.033 then interval '1 hour' else interval '2 seconds' end;

  create unlogged table bench.sites (
    assistant_key integer primary key, website text not null,
    pages integer not null, origins integer not null, clients integer not null
  );
  create unlogged table bench.pools (
    kind text, assistant_key integer, slot integer, key integer, extra text,
    primary key (kind, assistant_key, slot)
  );
  create unlogged table bench.visits (
    assistant_key integer not null, visitor bigint not null, number bigint not null, starts_at timestamptz not null
  );
`;

/**
 * Plans the sessions of the persons numbered from $2 to $3 of the assistant $1, over $5 days from $4 on;
 * $6 and $7 are the thresholds of days and hours. Who has how many is a Pareto distribution; they lie
 * within a part of the time, for most a short one. Two of one visitor begin at least 150 minutes apart.
 */
export const PLAN = `
  with people as (
    select person,
      least(${MOST_SESSIONS}, floor(power(1 - bench.random(person, 3), -1 / 1.1)))::integer as sessions
    from generate_series($2::bigint, $3::bigint) as person
  ),
  lives as (
    select person, sessions, bench.random(person, 4) as begins,
      least(1, greatest(sessions * 0.4 / $5::integer, -0.2 * ln(1 - bench.random(person, 5)))) as lasts
    from people
  ),
  moments as (
    select person, person * 512 + turn as number, begins + lasts * bench.random(person * 512 + turn, 6) as moment
    from lives, generate_series(0, sessions - 1) as turn
  ),
  sessions as (
    select hashint8extended(person, 7) as visitor, number,
      $4::date::timestamp at time zone 'UTC'
        + width_bucket(moment - floor(moment), $6::double precision[]) * interval '1 day'
        + round((
            width_bucket(bench.random(number, 8), $7::double precision[]) + bench.random(number, 9)
          ) * 3600000) * interval '1 millisecond' as starts_at
    from moments
  ),
  spaced as (
    select *, lag(starts_at) over (partition by visitor order by starts_at) as before from sessions
  )
  insert into bench.visits (assistant_key, visitor, number, starts_at)
  select $1::integer, visitor, number, starts_at from spaced
  where before is null or starts_at - before >= interval '150 minutes'
`;

/** Leaves out sessions by chance, so that assistants have the page views that are wanted of them: $1 and $2. */
export const TRIM = `
  with planned as (
    select assistant_key, sum(bench.pages_of(number)) as pages from bench.visits group by assistant_key
  )
  delete from bench.visits using planned
  where planned.assistant_key = visits.assistant_key
    and bench.random(number, 10) * pages > case when visits.assistant_key = $1::integer then $2::bigint else $3::bigint end
`;

/** What one day's traffic is put together in. A plan for any day would be a bad one for each. */
export const TEMPORARY = `
  set plan_cache_mode = force_custom_plan;
  create temporary table views (
    number bigint, assistant_key integer, visitor bigint, place integer, page_key integer, viewed_at timestamptz,
    dwell double precision, seconds integer, exited_at timestamptz, event_id uuid, location text,
    origin_key integer, client_key integer, country text, opens_widget boolean
  ) on commit delete rows;
  create temporary table interactions (
    number bigint, assistant_key integer, visitor bigint, page_key integer, occurred_at timestamptz,
    event_id uuid, duration integer, event_type text, page_load text
  ) on commit delete rows;
`;

/**
 * The page views of the sessions that begin in [$1, $2), all of them before $3. Times on a page are
 * log-normal with a median of 35 seconds; 80 % are known. A session's last page is seen within 90 minutes.
 */
export const VIEWS = `
  insert into views
  with visits as (
    select number, sites.*, visitor, starts_at, bench.pages_of(number) as viewed,
      floor(bench.random(number, 21) * bench.pages_of(number))::integer as widget_place
    from bench.visits join bench.sites using (assistant_key)
    where starts_at >= $1 and starts_at < $2
  ),
  steps as (
    select *, number * 64 + place as step,
      least(1200, greatest(1, 35 * exp(
        sqrt(-2 * ln(1 - bench.random(number * 64 + place, 11))) * cos(6.2831853 * bench.random(number * 64 + place, 12))
      ))) as reading
    from visits, generate_series(0, viewed - 1) as place
  ),
  stays as (
    select *, reading + case
        when bench.random(step, 13) < 0.1 then 300 * bench.random(step, 14) else 0
      end as dwell
    from steps
  ),
  walks as (
    select *, coalesce(sum(dwell + 0.3) over (
        partition by number order by place rows between unbounded preceding and 1 preceding
      ), 0) as since
    from stays
  ),
  timed as (
    select *, date_trunc('milliseconds', starts_at + since * interval '1 second') as viewed_at from walks
    where since < 5400
  )
  select number, timed.assistant_key, visitor, place, page.key, viewed_at, dwell,
    case when is_known then round(reading)::integer end,
    case when is_known then date_trunc('milliseconds', viewed_at + dwell * interval '1 second') end,
    bench.event_id(viewed_at + bench.clock_error(visitor), 'view ' || step),
    case when place = 0 and origin.extra <> '' then
      website || page.extra || replace(origin.extra, '{id}', 'EAIaIQobChMI' || md5('click ' || number) || md5('ad ' || number))
    end,
    origin.key, client.key, country.extra,
    bench.random(number, 20) < 0.06 and place = widget_place
  from timed
  cross join lateral (
    select bench.random(step, 15) < 0.8 and viewed_at + dwell * interval '1 second' < $3 as is_known
  ) as exit
  join bench.pools as page on page.assistant_key = timed.assistant_key
    and page.kind = case place when 0 then 'entry' else 'page' end
    and page.slot = floor(bench.random(step, 16) * pages)::integer
  join bench.pools as origin on origin.assistant_key = timed.assistant_key and origin.kind = 'origin'
    and origin.slot = floor(bench.random(number, 17) * origins)::integer
  join bench.pools as client on client.assistant_key = timed.assistant_key and client.kind = 'client'
    and client.slot = floor(bench.random(visitor, 18) * clients)::integer
  join bench.pools as country on country.assistant_key = 0 and country.kind = 'country'
    and country.slot = floor(bench.random(visitor, 19) * 1024)::integer
  where viewed_at < $3
`;

/** What happens in the widget, in 6 % of sessions, while the page is open, and before $1. */
export const INTERACTIONS = `
  insert into interactions
  select number, assistant_key, visitor, page_key, occurred_at, bench.event_id(occurred_at + bench.clock_error(visitor), event_type || number),
    case event_type when 'widget_close' then greatest(1, round(dwell * (closes - opens)))::integer end,
    event_type, 's_' || substr(md5('load ' || event_id), 1, 20)
  from views
  cross join lateral (
    select 0.1 + 0.3 * bench.random(number, 22) as opens, 0.6 + 0.35 * bench.random(number, 23) as closes,
      bench.random(number, 24) < 0.46 as talks
  ) as story
  cross join lateral (values
    ('widget_open', 0, true),
    ('conversation_start', 0.15, talks),
    ('inquiry_submit', 0.7, talks and bench.random(number, 25) < 0.38),
    ('conversation_end', 0.92, talks and bench.random(number, 26) < 0.86),
    ('widget_close', 1, bench.random(number, 27) < 0.94)
  ) as happening (event_type, part, happens)
  cross join lateral (
    select date_trunc('milliseconds', viewed_at + dwell * (opens + part * (closes - opens)) * interval '1 second')
      as occurred_at
  ) as timing
  where opens_widget and happens and occurred_at < $1
`;

/** Both in the order in which they happened, as they would have arrived. */
export const STORE = [
  `insert into analytics.page_views (
    assistant_key, page_key, viewed_at, visitor, event_id, seconds_on_page, location
  )
  select assistant_key, page_key, viewed_at, visitor, event_id, seconds, location from views order by viewed_at`,

  `insert into analytics.widget_events (
    assistant_key, page_key, occurred_at, visitor, event_id, duration_seconds, event_type, page_load
  )
  select assistant_key, page_key, occurred_at, visitor, event_id, duration, event_type, page_load
  from interactions order by occurred_at`,

  `insert into analytics.sessions (
    assistant_key, visitor, started_at, ended_at, entry_page_key, exit_page_key, origin_key, client_key,
    pages_viewed, widget_seconds, ip_hash, engaged, country
  )
  with in_widget as (
    select number, max(occurred_at) as ended_at, coalesce(sum(duration), 0) as seconds,
      bool_or(event_type = 'widget_open') as engaged
    from interactions group by number
  )
  select assistant_key, visitor, min(viewed_at),
    greatest(max(viewed_at), max(exited_at), max(in_widget.ended_at)),
    (array_agg(page_key order by place))[1], (array_agg(page_key order by place desc))[1],
    min(origin_key), min(client_key), count(*), coalesce(max(in_widget.seconds), 0),
    hashint8extended(visitor, 28), coalesce(bool_or(engaged), false), min(country)
  from views left join in_widget using (number)
  group by number, assistant_key, visitor
  order by min(viewed_at)`,
];
