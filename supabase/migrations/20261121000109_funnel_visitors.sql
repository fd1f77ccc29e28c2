create function analytics.funnel_visitors(scope analytics.scope, by text)
  returns table (name text, visitors bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
begin
  if by = 'page' and scope.is_unfiltered and scope.page is null then
    return query
      with known as (
        select array_agg(page_key) as pages from analytics.pages where pages.assistant_key = scope.assistant_key
      ),
      counted as (
        select part.page_key, part.visitors
        from known, analytics.page_parts(scope.assistant_key, scope.first, scope.until, pages) as part
        union all
        select met.page_key, met.visitors
        from known, analytics.open_visitors(scope.assistant_key, scope.first, scope.opened, pages) as met
      )
      select path, sum(counted.visitors)::bigint
      from counted
      join analytics.pages on pages.assistant_key = scope.assistant_key and pages.page_key = counted.page_key
      group by path having sum(counted.visitors) > 0;
  elsif by = 'page' then
    return query
      select path, viewed.visitors
      from (
        select page_key, count(*) as visitors
        from (select page_key, visitor from analytics.views_there(scope) group by page_key, visitor) as pairs
        group by page_key
      ) as viewed
      join analytics.pages on pages.assistant_key = scope.assistant_key and pages.page_key = viewed.page_key;
  else
    return query
      select pairs.name, count(*)
      from (
        select case when by = 'source' then source else there.country end as name, visitor
        from analytics.visitors_views(scope) as there
        left join analytics.origins
          on by = 'source' and origins.assistant_key = scope.assistant_key and origins.origin_key = there.origin_key
        group by 1, 2
      ) as pairs
      group by pairs.name;
  end if;
end
$$;

comment on function analytics.funnel_visitors(analytics.scope, text) is
  'The distinct visitors of a scope who viewed a page: of each page, source of the session, or country.';
