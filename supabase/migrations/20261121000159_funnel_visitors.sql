create function analytics.funnel_visitors(scope analytics.scope, by text, most integer)
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
  line analytics.arrangement;
  lines analytics.chosen_line[] := '{}';
  beside analytics.scope[];
  other_keys text[];
  others bigint[];
begin
  return query
    select true, null, total.visitors from analytics.view_totals(scope) as total where total.visitors > 0;
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
    lines := array(select there from analytics.chosen(scope, 'page') as there);
    select coalesce(array_agg(page_key::text), '{}'), coalesce(array_agg(visitor), '{}') into other_keys, others
    from (select page_key, visitor from analytics.views_beside_lineups(scope) group by page_key, visitor) as pairs;
    return query
      select false, path, by_key.visitors
      from analytics.most_visited_pages(scope, lines, other_keys, others, most) as by_key
      join analytics.pages on pages.assistant_key = scope.assistant_key and pages.page_key = by_key.key::integer;
  elsif by is not null then
    line := by;
    -- Lines of sources and countries do not tell which pages were viewed.
    if scope.page is null then
      lines := array(select there from analytics.chosen(scope, line) as there);
      beside := analytics.beside_lineups(scope, line);
    else
      beside := array[scope];
    end if;
    select coalesce(array_agg(pairs.name), '{}'), coalesce(array_agg(visitor), '{}') into other_keys, others
    from (
      select case by when 'source' then source else country end as name, visitor
      from analytics.visitors_beside(beside) as there
      left join analytics.origins
        on origins.assistant_key = scope.assistant_key and origins.origin_key = there.origin_key
      group by 1, 2
    ) as pairs;
    return query
      select false, by_key.key, by_key.visitors
      from analytics.visitors_by_key(scope, line, lines, null, other_keys, others) as by_key;
  end if;
end
$$;

comment on function analytics.funnel_visitors(analytics.scope, text, integer) is
  'The distinct visitors of a scope who viewed a page: in all, and of each page, source of the session, or country. Of pages that are not among so many of the most visited it may be told only how many can have at most.';
