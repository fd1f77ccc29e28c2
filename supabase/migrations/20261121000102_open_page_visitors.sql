create function analytics.open_page_visitors(assistant_key integer, first date, days date[], pages integer[])
  returns table (page_key integer, visitors integer)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set enable_mergejoin = off
  set enable_nestloop = off
  set jit = off
  language plpgsql
as $$
#variable_conflict use_column
declare
  range_start constant timestamptz := first::timestamp at time zone 'UTC';
begin
  -- What is lateral is looked up, all else is hashed: nobody can tell beforehand how many rows there will be.
  return query
    with met as materialized (
      select page_views.page_key as page, visitor, min(viewed_on) as first_day
      from analytics.page_views
      where page_views.assistant_key = open_page_visitors.assistant_key and viewed_on = any (days)
        and page_views.page_key in (select unnest(pages))
      group by page, visitor
    ),
    visitors as (
      select met.visitor, max(first_day)::timestamp at time zone 'UTC' as ends, coalesce((
        -- It may go on into the range.
        select max(started_at) from analytics.sessions
        where sessions.assistant_key = open_page_visitors.assistant_key and sessions.visitor = met.visitor
          and started_at < range_start
      ), range_start) as starts
      from met group by met.visitor
    ),
    stays as materialized (
      select visitors.visitor, stay.*
      from visitors
      cross join lateral (
        select greatest((started_at at time zone 'UTC')::date, first) as first_day,
          (ended_at at time zone 'UTC')::date as last_day,
          entry_page_key, exit_page_key, started_at >= range_start as is_within,
          pages_viewed > 2 or (started_at at time zone 'UTC')::date < (ended_at at time zone 'UTC')::date as is_long
        from analytics.sessions
        where sessions.assistant_key = open_page_visitors.assistant_key and sessions.visitor = visitors.visitor
          and started_at >= visitors.starts and started_at < visitors.ends
          and ended_at >= range_start and pages_viewed > 0
        offset 0
      ) as stay
    ),
    -- Sessions tell their first and last page: that is all of most sessions.
    known as (
      select distinct met.page, met.visitor
      from stays
      join met
        on met.visitor = stays.visitor and met.page in (entry_page_key, exit_page_key)
        and stays.last_day < met.first_day
      where is_within
    ),
    unsure as materialized (
      select met.* from met left join known using (page, visitor) where known.page is null
    ),
    present as materialized (
      select distinct stays.visitor, first_day + later as day
      from stays
      cross join lateral generate_series(0, last_day - first_day) as later
      where is_long and stays.visitor in (select visitor from unsure)
    ),
    seen as (
      select distinct unsure.page, unsure.visitor
      from present
      cross join lateral (
        select page_views.page_key as page from analytics.page_views
        where page_views.assistant_key = open_page_visitors.assistant_key
          and viewed_on = present.day and page_views.visitor = present.visitor
        offset 0
      ) as view
      join unsure on unsure.visitor = present.visitor and unsure.page = view.page and present.day < unsure.first_day
    )
    select unsure.page, count(*)::integer
    from unsure left join seen using (page, visitor)
    where seen.page is null
    group by unsure.page;
end
$$;

comment on function analytics.open_page_visitors(integer, date, date[], integer[]) is
  'Of each page: the distinct visitors whom a range that begins with first meets there first on one of these open days of it.';
