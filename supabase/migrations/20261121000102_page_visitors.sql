create function analytics.page_visitors(scope analytics.scope, pages integer[])
  returns table (page_key integer, visitors bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
begin
  return query
    select pairs.page_key, count(*)
    from (
      select quarter.page_key, visitor
      from (
        select views.page_key, visitor from analytics.views_there(analytics.quarter_of_days(scope, 1)) as views
        where views.page_key = any (pages) group by views.page_key, visitor
        union all
        select views.page_key, visitor from analytics.views_there(analytics.quarter_of_days(scope, 2)) as views
        where views.page_key = any (pages) group by views.page_key, visitor
        union all
        select views.page_key, visitor from analytics.views_there(analytics.quarter_of_days(scope, 3)) as views
        where views.page_key = any (pages) group by views.page_key, visitor
        union all
        select views.page_key, visitor from analytics.views_there(analytics.quarter_of_days(scope, 4)) as views
        where views.page_key = any (pages) group by views.page_key, visitor
      ) as quarter
      group by quarter.page_key, visitor
    ) as pairs
    group by pairs.page_key;
end
$$;

comment on function analytics.page_visitors(analytics.scope, integer[]) is
  'The distinct visitors of each of some pages in a scope.';
