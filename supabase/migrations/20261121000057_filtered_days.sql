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
  return query
    select by_visitor.day::timestamp at time zone 'UTC', sum(by_visitor.pageviews)::bigint, count(*)
    from (
      select stays.day, visitor, sum(viewed.pageviews) as pageviews
      from analytics.stays_there(scope) as stays
      cross join lateral (
        select case when scope.page is null
          then cardinality(pages) else cardinality(array_positions(pages, scope.page))
        end as pageviews
      ) as viewed
      where viewed.pageviews > 0
      group by stays.day, visitor
    ) as by_visitor
    group by by_visitor.day;
end
$$;

comment on function analytics.filtered_days(analytics.scope) is
  'Page views and distinct visitors of each UTC day of a scope that has any, by its first instant, from what its sessions did.';
