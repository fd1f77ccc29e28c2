create function analytics.funnel_pages(scope analytics.scope, lines analytics.chosen_line[], most integer)
  returns table (key text, visitors bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
declare
  whole constant analytics.scope := analytics.whole_days(scope);
  known constant integer[] := array(
    select page_key from analytics.pages where pages.assistant_key = scope.assistant_key
  );
  other_keys text[];
  others bigint[];
begin
  if scope.filters <> '{}' then
    select coalesce(array_agg(page_key::text), '{}'), coalesce(array_agg(visitor), '{}') into other_keys, others
    from (select page_key, visitor from analytics.views_beside_lineups(scope) group by page_key, visitor) as pairs;
    return query select * from analytics.most_visited_pages(scope, lines, other_keys, others, most);
    return;
  end if;
  return query
    select page_key::text, sum(counted.visitors)::bigint
    from (
      select part.page_key, part.visitors
      from analytics.page_parts(scope.assistant_key, whole.first_day, whole.until_day, known) as part
      union all
      select met.page_key, met.visitors
      from analytics.open_visitors(scope.assistant_key, whole.first_day, whole.opened, known) as met
      union all
      select met.page_key, met.visitors from analytics.cut_visitors(scope, known) as met
    ) as counted
    group by page_key having sum(counted.visitors) > 0;
end
$$;

comment on function analytics.funnel_pages(analytics.scope, analytics.chosen_line[], integer) is
  'The distinct visitors of each page in a scope, of which these entries are chosen in lines of pages. Of pages that are not among so many of the most visited it may be told only how many can have at most.';
