create function analytics.open_site_visitors(assistant_key integer, first date, days date[])
  returns integer
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
declare
  range_start constant timestamptz := first::timestamp at time zone 'UTC';
begin
  return (
    with met as materialized (
      select visitor, min(viewed_on)::timestamp at time zone 'UTC' as starts
      from analytics.page_views
      where page_views.assistant_key = open_site_visitors.assistant_key and viewed_on = any (days)
      group by visitor
    ),
    -- Of most who were there before, one earlier session tells.
    unsure as materialized (
      select met.*
      from met
      left join lateral (
        select true as was_there from analytics.sessions
        where sessions.assistant_key = open_site_visitors.assistant_key and sessions.visitor = met.visitor
          and started_at >= range_start and started_at < met.starts and ended_at < met.starts and pages_viewed > 0
        order by started_at desc limit 1
      ) as earlier on true
      where was_there is not true
    )
    select count(*)
    from unsure
    -- One that goes on over midnight, at either end, may have its page views on the other side.
    where not exists (
      select from unnest(array[range_start, unsure.starts]) as midnight
      cross join lateral (
        select started_at, ended_at from analytics.sessions
        where sessions.assistant_key = open_site_visitors.assistant_key and sessions.visitor = unsure.visitor
          and started_at < midnight
        order by started_at desc limit 1
      ) as session
      cross join lateral generate_series(
        greatest((started_at at time zone 'UTC')::date, first)::timestamp,
        least(ended_at at time zone 'UTC', unsure.starts at time zone 'UTC' - interval '1 day'), interval '1 day'
      ) as day
      cross join lateral (
        select from analytics.page_views
        where page_views.assistant_key = open_site_visitors.assistant_key and page_views.visitor = unsure.visitor
          and viewed_on = day::date
        offset 0
      ) as view
      where ended_at >= midnight
    )
  );
end
$$;

comment on function analytics.open_site_visitors(integer, date, date[]) is
  'How many distinct visitors a range that begins with first meets first on one of these open days of it.';
