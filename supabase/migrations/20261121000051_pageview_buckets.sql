create function analytics.pageview_buckets(scope analytics.scope, granularity text)
  returns table (bucket timestamptz, pageviews bigint, visitors bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
declare
  -- Page 0 is the whole site.
  page constant integer := coalesce(scope.page, 0);
  begins timestamptz[];
begin
  if not scope.is_unfiltered then
    begins := analytics.bucket_starts(scope, granularity);
    return query
      with viewed as materialized (
        select width_bucket(viewed_at, begins) as place, visitor, count(*) as pageviews
        from analytics.views_there(scope)
        group by place, visitor
      )
      select begins[place], sum(viewed.pageviews)::bigint, count(*) from viewed group by place
      union all
      select null, coalesce(sum(viewed.pageviews), 0)::bigint, count(distinct visitor) from viewed;
    return;
  end if;

  return query
    with counted as materialized (
      select rollups.first_day::timestamp as bucket, rollups.pageviews::bigint, rollups.visitors_beyond[1]::bigint as visitors
      from analytics.page_rollups as rollups
      where granularity = 'day'
        and rollups.assistant_key = scope.assistant_key and rollups.page_key = page
        and rollups.days = 1 and rollups.first_day >= scope.first and rollups.first_day < scope.until
        and rollups.first_day not in (select unnest(scope.opened))
      union all
      select rollups.first_day + make_interval(hours => hourly.hour), hourly.pageviews::bigint, hourly.visitors::bigint
      from analytics.page_rollups as rollups,
        unnest(rollups.hours, rollups.hour_views, rollups.hour_visitors) as hourly (hour, pageviews, visitors)
      where granularity = 'hour'
        and rollups.assistant_key = scope.assistant_key and rollups.page_key = page
        and rollups.days = 1 and rollups.first_day >= scope.first and rollups.first_day < scope.until
        and rollups.first_day not in (select unnest(scope.opened))
      union all
      select * from analytics.open_buckets(scope.assistant_key, scope.opened, page, granularity)
    )
    select counted.bucket at time zone 'UTC', counted.pageviews, counted.visitors from counted
    union all
    select null, (select coalesce(sum(counted.pageviews), 0) from counted)::bigint, coalesce(sum(met.visitors), 0)::bigint
    from (
      select part.visitors from analytics.page_parts(scope.assistant_key, scope.first, scope.until, array[page]) as part
      union all
      select open.visitors
      from analytics.open_visitors(scope.assistant_key, scope.first, scope.opened, array[page]) as open
    ) as met;
end
$$;

comment on function analytics.pageview_buckets(analytics.scope, text) is
  'Page views and distinct visitors of each day or hour that has any, by its first instant, and as null of the whole range.';
