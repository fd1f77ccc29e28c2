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
  begins timestamptz[];
begin
  if scope.is_unfiltered then
    return query select * from analytics.rolled_buckets(scope, granularity);
  elsif granularity = 'day' and scope.zone = 'UTC' then
    return query select * from analytics.filtered_days(scope);
  else
    begins := analytics.bucket_starts(scope, granularity);
    return query
      select begins[place], sum(viewed.pageviews)::bigint, count(*)
      from (
        select width_bucket(viewed_at, begins) as place, visitor, count(*) as pageviews
        from analytics.timed_views_there(scope)
        group by place, visitor
      ) as viewed
      group by place;
  end if;
end
$$;

comment on function analytics.pageview_buckets(analytics.scope, text) is
  'Page views and distinct visitors of each day or hour of a scope that has any, by its first instant.';
