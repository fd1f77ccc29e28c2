create function analytics.rolled_buckets(scope analytics.scope, granularity text)
  returns table (bucket timestamptz, pageviews bigint, visitors bigint)
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  -- Page 0 is the whole site.
  page constant integer := coalesce(scope.page, 0);
begin
  return query
    with counted as (
      select rollups.first_day::timestamp as starts, rollups.pageviews::bigint, rollups.visitors_beyond[1]::bigint as visitors
      from analytics.page_rollups as rollups
      where granularity = 'day'
        and rollups.assistant_key = scope.assistant_key and rollups.page_key = page
        and rollups.days = 1 and rollups.first_day >= scope.first_day and rollups.first_day < scope.until_day
        and rollups.first_day not in (select unnest(scope.opened))
      union all
      select rollups.first_day + make_interval(hours => hourly.hour), hourly.pageviews::bigint, hourly.visitors::bigint
      from analytics.page_rollups as rollups,
        unnest(rollups.hours, rollups.hour_views, rollups.hour_visitors) as hourly (hour, pageviews, visitors)
      where granularity = 'hour'
        and rollups.assistant_key = scope.assistant_key and rollups.page_key = page
        and rollups.days = 1 and rollups.first_day >= scope.first_day and rollups.first_day < scope.until_day
        and rollups.first_day not in (select unnest(scope.opened))
      union all
      select * from analytics.open_buckets(scope.assistant_key, scope.opened, page, granularity)
    )
    select begins, counted.pageviews, counted.visitors
    from counted cross join lateral (select counted.starts at time zone 'UTC' as begins) as began
    where begins >= scope.starts and begins < scope.ends;
end
$$;

comment on function analytics.rolled_buckets(analytics.scope, text) is
  'Page views and distinct visitors of each UTC day or hour within an unfiltered scope that has any, by its first instant.';
