create function analytics.filtered_days(scope analytics.scope)
  returns table (bucket timestamptz, pageviews bigint, visitors bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
begin
  if scope.page is null then
    return query
      select by_day.day::timestamp at time zone 'UTC', by_day.pageviews, by_day.visitors
      from (
        select day, sum(views)::bigint as pageviews, count(distinct visitor) as visitors
        from analytics.rolled_stays(analytics.quarter_of_days(scope, 1)) where views > 0 group by day
        union all
        select day, sum(views)::bigint, count(distinct visitor)
        from analytics.rolled_stays(analytics.quarter_of_days(scope, 2)) where views > 0 group by day
        union all
        select day, sum(views)::bigint, count(distinct visitor)
        from analytics.rolled_stays(analytics.quarter_of_days(scope, 3)) where views > 0 group by day
        union all
        select day, sum(views)::bigint, count(distinct visitor)
        from analytics.rolled_stays(analytics.quarter_of_days(scope, 4)) where views > 0 group by day
        union all
        select day, sum(views)::bigint, count(distinct visitor)
        from analytics.open_stays(scope) where views > 0 group by day
      ) as by_day;
  else
    return query
      select stays.day::timestamp at time zone 'UTC', sum(cardinality(array_positions(pages, scope.page)))::bigint,
        count(distinct visitor)
      from analytics.stays_there(scope) as stays
      where scope.page = any (pages)
      group by stays.day;
  end if;
end
$$;

comment on function analytics.filtered_days(analytics.scope) is
  'Page views and distinct visitors of each UTC day of a scope that has any, by its first instant, from what its sessions did.';
