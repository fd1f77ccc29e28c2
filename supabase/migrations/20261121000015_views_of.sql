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
