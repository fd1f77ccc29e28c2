create function analytics.funnels_by(scope analytics.scope, by text)
  returns setof analytics.funnel
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
begin
  return query
    with viewed as materialized (
      select name, visitors from analytics.funnel_visitors(scope, by)
    ),
    reached as (
      select case by when 'page' then path when 'source' then source else country end as name,
        visitor, max(kind) as step
      from analytics.actions_there(scope) as acted
      left join analytics.pages
        on by = 'page' and pages.assistant_key = scope.assistant_key and pages.page_key = acted.page_key
      left join analytics.origins
        on by = 'source' and origins.assistant_key = scope.assistant_key and origins.origin_key = acted.origin_key
      where kind > 0
      group by 1, 2
    ),
    acted as materialized (
      select reached.name, count(*) as opened, count(*) filter (where step >= 2) as started,
        count(*) filter (where step = 3) as submitted
      from reached group by reached.name
    )
    select coalesce(viewed.name, acted.name), coalesce(viewed.visitors, 0), coalesce(acted.opened, 0),
      coalesce(acted.started, 0), coalesce(acted.submitted, 0)
    -- Of what has no name there is one line too.
    from viewed full join acted on array[viewed.name] = array[acted.name];
end
$$;

comment on function analytics.funnels_by(analytics.scope, text) is
  'The funnel of each page viewed or acted on, of each source of the session, or of each country.';
