create function analytics.funnels_by(scope analytics.scope, by text, most integer)
  returns table (is_whole boolean, name text, visitors bigint, opened bigint, started bigint, submitted bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
#variable_conflict use_column
declare
  whole constant analytics.arrangement := analytics.line_of(scope);
  line constant analytics.arrangement := coalesce(by::analytics.arrangement, whole);
  -- Lines of sources and countries do not tell of pages.
  is_in_lines constant boolean := scope.page is null or line = 'page';
  lines constant analytics.chosen_line[] := case
    when is_in_lines then array(select there from analytics.chosen(scope, line) as there) else '{}'
  end;
  beside constant analytics.scope[] := case
    when is_in_lines then analytics.beside_lineups(scope, line) else array[scope]
  end;
  whole_lines analytics.chosen_line[] := '{}';
  whole_others bigint[] := '{}';
  whole_visitors bigint := 0;
  other_keys text[] := '{}';
  others bigint[] := '{}';
  acting_keys text[];
  acting bigint[];
  steps integer[];
begin
  if scope.filters <@ array['page_url'] then
    select total.visitors into whole_visitors from analytics.view_totals(scope) as total;
  else
    whole_lines := case
      when line = whole then lines else array(select there from analytics.chosen(scope, whole) as there)
    end;
    whole_others := array(
      select distinct visitor from analytics.visitors_beside(analytics.beside_lineups(scope, whole)) as there
    );
  end if;
  if by in ('country', 'source') then
    select coalesce(array_agg(pairs.key), '{}'), coalesce(array_agg(visitor), '{}') into other_keys, others
    from (
      select case by when 'source' then source else country end as key, visitor
      from analytics.visitors_beside(beside) as there
      left join analytics.origins
        on origins.assistant_key = scope.assistant_key and origins.origin_key = there.origin_key
      group by 1, 2
    ) as pairs;
  end if;
  select coalesce(array_agg(case by when 'page' then page_key::text when 'source' then source when 'country' then country end), '{}'),
    coalesce(array_agg(visitor), '{}'), coalesce(array_agg(kind), '{}')
  into acting_keys, acting, steps
  from analytics.actions_beside(beside) as acted
  left join analytics.origins
    on by = 'source' and origins.assistant_key = scope.assistant_key and origins.origin_key = acted.origin_key
  where kind > 0;

  return query
    with funnel as (
      select part.is_whole, part.key, coalesce(sum(part.visitors), 0)::bigint as visitors,
        coalesce(sum(part.opened), 0)::bigint as opened, coalesce(sum(part.started), 0)::bigint as started,
        coalesce(sum(part.submitted), 0)::bigint as submitted
      from (
        select * from analytics.funnel_parts(
          scope, whole_lines, whole_others, line, lines, other_keys, others, acting_keys, acting, steps
        )
        union all
        select true, null, whole_visitors, 0, 0, 0
        union all
        select false, key, visitors, 0, 0, 0 from analytics.funnel_pages(scope, lines, most) where by = 'page'
      ) as part
      where by is not null or part.is_whole
      group by part.is_whole, part.key
    )
    select funnel.is_whole, case by when 'page' then path else funnel.key end, funnel.visitors, funnel.opened,
      funnel.started, funnel.submitted
    from funnel
    left join analytics.pages
      on by = 'page' and pages.assistant_key = scope.assistant_key and pages.page_key::text = funnel.key
    where funnel.visitors > 0 or funnel.opened > 0;
end
$$;

comment on function analytics.funnels_by(analytics.scope, text, integer) is
  'The funnel of a whole scope, and of each page viewed or acted on, of each source of the session, or of each country; by null, of the whole alone. Where nobody did anything there may be none. It is exact of so many pages with most visitors; of the others it may be told only how many can have at most.';
