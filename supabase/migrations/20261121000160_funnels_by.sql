create function analytics.funnels_by(scope analytics.scope, by text, most integer)
  returns table (is_whole boolean, name text, visitors bigint, opened bigint, started bigint, submitted bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
declare
  line constant analytics.arrangement := coalesce(by::analytics.arrangement, analytics.line_of(scope));
  -- Lines of sources and countries do not tell which pages were acted on.
  is_in_lines constant boolean := scope.page is null or line = 'page';
  lines constant analytics.chosen_line[] := case
    when is_in_lines then array(select there from analytics.chosen(scope, line) as there) else '{}'
  end;
  beside constant analytics.scope[] := case
    when is_in_lines then analytics.beside_lineups(scope, line) else array[scope]
  end;
begin
  return query
    with viewed as materialized (
      select * from analytics.funnel_visitors(scope, by, most)
    ),
    action as (
      select case by when 'page' then path when 'source' then source when 'country' then country end as name,
        visitor, kind
      from analytics.actions_beside(beside) as acted
      left join analytics.pages
        on by = 'page' and pages.assistant_key = scope.assistant_key and pages.page_key = acted.page_key
      left join analytics.origins
        on by = 'source' and origins.assistant_key = scope.assistant_key and origins.origin_key = acted.origin_key
      where kind > 0
      union all
      select case by when 'page' then path when 'source' then actor.key when 'country' then actor.key end, actor.visitor, step
      from analytics.actors_in_lines(scope, line, lines) as actor
      left join analytics.pages
        on by = 'page' and pages.assistant_key = scope.assistant_key and pages.page_key = actor.key::integer
    ),
    reached as (
      select grouping(action.name) = 1 as is_whole, action.name, visitor, max(kind) as step
      from action group by grouping sets ((action.name, visitor), (visitor))
    ),
    acted as materialized (
      select reached.is_whole, reached.name, count(*) as opened, count(*) filter (where step >= 2) as started,
        count(*) filter (where step = 3) as submitted
      from reached group by reached.is_whole, reached.name
    )
    select coalesce(viewed.is_whole, acted.is_whole), coalesce(viewed.name, acted.name),
      coalesce(viewed.visitors, 0), coalesce(acted.opened, 0), coalesce(acted.started, 0), coalesce(acted.submitted, 0)
    -- Of what has no name there is one line too.
    from viewed
    full join acted on viewed.is_whole = acted.is_whole and array[viewed.name] = array[acted.name]
    where by is not null or coalesce(viewed.is_whole, acted.is_whole);
end
$$;

comment on function analytics.funnels_by(analytics.scope, text, integer) is
  'The funnel of a whole scope, and of each page viewed or acted on, of each source of the session, or of each country; by null, of the whole alone. Where nobody did anything there may be none. As funnel_visitors it is exact of so many with most visitors.';
