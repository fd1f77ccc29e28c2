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
  -- Hours begin as the range does.
  is_of_utc constant boolean := case granularity
    when 'hour' then scope.starts = date_trunc('hour', scope.starts, 'UTC') else scope.zone = 'UTC'
  end;
  begins timestamptz[];
  plain analytics.local_day[];
  others analytics.local_day[];
begin
  if is_of_utc and scope.filters <@ array['page_url'] then
    return query select * from analytics.rolled_buckets(scope, granularity);
    return;
  elsif is_of_utc and granularity = 'day' then
    return query select * from analytics.filtered_days(scope);
    return;
  elsif is_of_utc and scope.page is null then
    return query select * from analytics.filtered_hours(scope);
    return;
  elsif granularity = 'day' and scope.page is null then
    select array_agg(local) filter (where is_counted), coalesce(array_agg(local) filter (where not is_counted), '{}')
    into plain, others
    from analytics.local_days(scope) as local
    cross join lateral (
      select is_plain and (scope.filters <> '{}' or milliseconds % 1800000 = 0) as is_counted
    ) as known;
    -- Where many are to be looked at one by one, all are looked at together.
    if plain is not null and cardinality(others) <= 30 then
      if scope.filters = '{}' then
        return query select * from analytics.rolled_local_days(scope, plain);
      else
        return query select * from analytics.filtered_local_days(scope, plain);
      end if;
      return query
        select other.bucket, totals.pageviews, totals.visitors
        from unnest(others) as other
        cross join analytics.scanned_totals(analytics.between(scope, other.bucket, other.ends)) as totals
        where totals.pageviews > 0;
      return;
    end if;
  end if;

  begins := analytics.bucket_starts(scope, granularity);
  return query
    select begins[place], sum(viewed.pageviews)::bigint, count(*)
    from (
      select width_bucket(viewed_at, begins) as place, visitor, count(*) as pageviews
      from analytics.timed_views_there(scope)
      group by place, visitor
    ) as viewed
    group by place;
end
$$;

comment on function analytics.pageview_buckets(analytics.scope, text) is
  'Page views and distinct visitors of each day or hour of a scope that has any, by its first instant.';
