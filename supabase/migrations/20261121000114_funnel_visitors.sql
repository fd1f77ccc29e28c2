create function analytics.funnel_visitors(scope analytics.scope, by text)
  returns table (is_whole boolean, name text, visitors bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
declare
  whole constant analytics.scope := analytics.whole_days(scope);
  before constant analytics.scope := analytics.cut_days(scope, true);
  after constant analytics.scope := analytics.cut_days(scope, false);
  -- At the place of each origin the first origin of the same source.
  sources constant integer[] := array(
    select first_key
    from generate_series(1, (
      select max(origin_key) from analytics.origins where origins.assistant_key = scope.assistant_key
    )) as origin_key
    left join (
      select origins.origin_key, min(origins.origin_key) over (partition by source) as first_key
      from analytics.origins where origins.assistant_key = scope.assistant_key
    ) as known using (origin_key)
    order by origin_key
  );
  others bigint[];
  countries text[];
  origins integer[];
begin
  if by is null or by = 'page' then
    return query select true, null, (analytics.view_totals(scope)).visitors;
  end if;

  if by = 'page' and scope.filters = '{}' then
    return query
      with known as (
        select array_agg(page_key) as pages from analytics.pages where pages.assistant_key = scope.assistant_key
      ),
      counted as (
        select part.page_key, part.visitors
        from known, analytics.page_parts(scope.assistant_key, whole.first_day, whole.until_day, pages) as part
        union all
        select met.page_key, met.visitors
        from known, analytics.open_visitors(scope.assistant_key, whole.first_day, whole.opened, pages) as met
        union all
        select met.page_key, met.visitors from known, analytics.cut_visitors(scope, pages) as met
      )
      select false, path, sum(counted.visitors)::bigint
      from counted
      join analytics.pages on pages.assistant_key = scope.assistant_key and pages.page_key = counted.page_key
      group by path having sum(counted.visitors) > 0;
  elsif by = 'page' then
    return query
      select false, path, viewed.visitors
      from (
        select page_key, count(*) as visitors
        from (select page_key, visitor from analytics.views_there(scope) group by page_key, visitor) as pairs
        group by page_key
      ) as viewed
      join analytics.pages on pages.assistant_key = scope.assistant_key and pages.page_key = viewed.page_key;
  elsif by is not null then
    select array_agg(visitor), array_agg(country), array_agg(origin_key) into others, countries, origins
    from (
      select visitor, country, origin_key from analytics.open_stays(whole)
      where views > 0 and (scope.page is null or scope.page = any (pages))
      union
      select visitor, country, origin_key from analytics.timed_views_there(before)
      union
      select visitor, country, origin_key from analytics.timed_views_there(after)
    ) as rest;
    return query
      select counted.is_whole, coalesce(origins.source, counted.country), sum(counted.visitors)::bigint
      from (
        select * from analytics.visitors_in_quarter(whole, 1, by, sources, others, countries, origins)
        union all
        select * from analytics.visitors_in_quarter(whole, 2, by, sources, others, countries, origins)
        union all
        select * from analytics.visitors_in_quarter(whole, 3, by, sources, others, countries, origins)
        union all
        select * from analytics.visitors_in_quarter(whole, 4, by, sources, others, countries, origins)
      ) as counted
      left join analytics.origins
        on origins.assistant_key = scope.assistant_key and origins.origin_key = counted.source
      group by 1, 2;
  end if;
end
$$;

comment on function analytics.funnel_visitors(analytics.scope, text) is
  'The distinct visitors of a scope who viewed a page: in all, and of each page, source of the session, or country.';
