create function analytics.views_of(assistant_key integer, visitors bigint[], first date, until date)
  returns table (visitor bigint, page_key integer, viewed_on date)
  stable
  set search_path = ''
  set enable_hashjoin = off
  set enable_mergejoin = off
  language plpgsql
as $$
#variable_conflict use_column
begin
  -- However many visitors: they are few among all, so nothing is scanned, all is looked up.
  -- Sessions tell on which days a visitor was there; a page view is then found by day and visitor.
  return query
    with stays as materialized (
      select sessions.visitor,
        greatest((started_at at time zone 'UTC')::date, views_of.first) as first_day,
        least((ended_at at time zone 'UTC')::date, views_of.until - 1) as last_day
      from unnest(visitors) as wanted
      join analytics.sessions
        on sessions.assistant_key = views_of.assistant_key and sessions.visitor = wanted
        and started_at < views_of.until::timestamp at time zone 'UTC'
        and ended_at >= views_of.first::timestamp at time zone 'UTC'
    ),
    present as (
      select stays.visitor, first_day as day from stays
      union
      -- Few sessions go on after midnight.
      select stays.visitor, first_day + later
      from (select * from stays where last_day > first_day) as stays, generate_series(1, last_day - first_day) as later
    )
    select page_views.visitor, page_views.page_key, page_views.viewed_on
    from present
    join analytics.page_views
      on page_views.assistant_key = views_of.assistant_key
      and page_views.viewed_on = present.day and page_views.visitor = present.visitor;
end
$$;

comment on function analytics.views_of(integer, bigint[], date, date) is
  'The page views of visitors on the days from first up to, but not, until.';

create function analytics.last_days_before(assistant_key integer, day date)
  returns table (page_key integer, visitor bigint, last_day date)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set enable_mergejoin = off
  set enable_nestloop = off
  set jit = off
  set work_mem = '32MB'
  language plpgsql
as $$
#variable_conflict use_column
declare
  first constant date := day - 364;
  range_start constant timestamptz := first::timestamp at time zone 'UTC';
  day_start constant timestamptz := day::timestamp at time zone 'UTC';
begin
  -- What is lateral is looked up, all else is hashed: nobody can tell beforehand how many rows there will be.
  return query
    with met as materialized (
      select distinct page_views.page_key, visitor from analytics.page_views
      where page_views.assistant_key = last_days_before.assistant_key and viewed_on = last_days_before.day
    ),
    stays as materialized (
      select visitors.visitor, stay.*
      from (select distinct visitor from met) as visitors
      cross join lateral (
        select greatest((started_at at time zone 'UTC')::date, first) as first_day,
          least((ended_at at time zone 'UTC')::date, last_days_before.day - 1) as last_day,
          entry_page_key, exit_page_key, pages_viewed,
          (started_at at time zone 'UTC')::date < (ended_at at time zone 'UTC')::date as is_over_midnight
        from analytics.sessions
        where sessions.assistant_key = last_days_before.assistant_key and sessions.visitor = visitors.visitor
          and started_at < day_start and ended_at >= range_start and pages_viewed > 0
        offset 0
      ) as stay
    ),
    over_midnight as materialized (
      select distinct visitor, first_day + later as day
      from stays cross join lateral generate_series(0, last_day - first_day) as later
      where is_over_midnight
    ),
    -- Sessions tell their first and last page: that is all of most of them. The pages of the others are looked up.
    unknown_days as (
      select visitor, first_day as day from stays where pages_viewed > 2 and not is_over_midnight
      union
      select visitor, day from over_midnight
    ),
    earlier as (
      select visitor, page_key, last_day
      from stays cross join lateral unnest(array[entry_page_key, exit_page_key]) as page_key
      where pages_viewed <= 2 and not is_over_midnight
      union all
      select unknown_days.visitor, view.page_key, unknown_days.day
      from unknown_days
      cross join lateral (
        select page_views.page_key from analytics.page_views
        where page_views.assistant_key = last_days_before.assistant_key
          and viewed_on = unknown_days.day and page_views.visitor = unknown_days.visitor
        offset 0
      ) as view
    ),
    present as (
      select visitor, last_day from stays where not is_over_midnight
      union all
      select over_midnight.visitor, day
      from over_midnight
      cross join lateral (
        select from analytics.page_views
        where page_views.assistant_key = last_days_before.assistant_key
          and viewed_on = over_midnight.day and page_views.visitor = over_midnight.visitor
        limit 1
      ) as view
    )
    select page_key, visitor, max(earlier.last_day) from earlier join met using (page_key, visitor)
    group by page_key, visitor
    union all
    select 0, visitor, max(present.last_day) from present group by visitor;
end
$$;

comment on function analytics.last_days_before(integer, date) is
  'Of everybody who viewed a page on a day, the last day within the year before it on which they had viewed that page; page 0 is the whole site. Those without such a day are left out.';
