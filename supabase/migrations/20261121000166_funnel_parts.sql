create function analytics.funnel_parts(
  scope analytics.scope, whole_lines analytics.chosen_line[], whole_others bigint[],
  arranged analytics.arrangement, lines analytics.chosen_line[], other_keys text[], others bigint[],
  acting_keys text[], acting bigint[], steps integer[]
)
  returns table (is_whole boolean, key text, visitors bigint, opened bigint, started bigint, submitted bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_generic_plan
  set jit = off
  set max_parallel_workers_per_gather = 1
  set parallel_setup_cost = 0
  set parallel_tuple_cost = 0
  language plpgsql
as $$
declare
  whole constant analytics.arrangement := analytics.line_of(scope);
  only_page constant text[] := case when scope.page is not null then array[scope.page::text] end;
  whole_keys constant text[] := array_fill(scope.page::text, array[cardinality(whole_others)]);
  met_in_all constant analytics.chosen_line[] := array(
    select analytics.first_entries(scope, whole, there) from unnest(whole_lines) as there
  );
  met constant analytics.chosen_line[] := array(
    select analytics.first_entries(scope, arranged, there) from unnest(lines) as there
    where arranged in ('country', 'source')
  );
begin
  -- A generic plan, as in visitors_by_key. What takes longest comes first, so that processes end together. Parts must be
  -- of the same types to be shared as one.
  return query
    select actors.is_whole, actors.key, null::bigint, actors.opened, actors.started, actors.submitted
    from analytics.actors_by_key(scope, arranged, lines, acting_keys, acting, steps) as actors
    union all
    select true, null, part.visitors, null, null, null
    from analytics.visitors_in_parts(scope, whole, met_in_all, only_page, whole_keys, whole_others) as part
    union all
    select false, part.key, part.visitors, null, null, null
    from analytics.visitors_in_parts(scope, arranged, met, null, other_keys, others) as part;
end
$$;

comment on function analytics.funnel_parts(
  analytics.scope, analytics.chosen_line[], bigint[], analytics.arrangement, analytics.chosen_line[], text[], bigint[],
  text[], bigint[], integer[]
) is
  'What funnels add up from: distinct visitors, in all and by country or source, of entries that are chosen of lines and of others; and those who did something with the widget, as actors_by_key tells, of these and who acted beside them. Processes share the work.';
