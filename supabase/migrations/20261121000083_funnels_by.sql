create function analytics.funnels_by(scope analytics.scope, by text)
  returns setof analytics.funnel
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
begin
  return query
    with reached as (
      select page_key as place, null as country, visitor, 0 as step
      from analytics.views_there(scope)
      where by = 'page'
      group by 1, 2, 3
      union all
      select case when by = 'source' then origin_key end, case when by = 'country' then country end, visitor, 0
      from analytics.visitors_views(scope)
      where by <> 'page'
      group by 1, 2, 3
      union all
      select case by when 'page' then page_key when 'source' then origin_key end,
        case by when 'country' then country end, visitor, max(kind)
      from analytics.actions_there(scope) where kind > 0
      group by 1, 2, 3
    ),
    named as (
      select case by when 'page' then path when 'source' then source else country end as name,
        visitor, bool_or(step = 0) as viewed, max(step) as step
      from reached
      left join analytics.pages
        on by = 'page' and pages.assistant_key = scope.assistant_key and pages.page_key = reached.place
      left join analytics.origins
        on by = 'source' and origins.assistant_key = scope.assistant_key and origins.origin_key = reached.place
      group by 1, 2
    )
    select named.name, count(*) filter (where viewed), count(*) filter (where step >= 1),
      count(*) filter (where step >= 2), count(*) filter (where step = 3)
    from named group by named.name;
end
$$;

comment on function analytics.funnels_by(analytics.scope, text) is
  'The funnel of each page viewed or acted on, of each source of the session, or of each country.';
