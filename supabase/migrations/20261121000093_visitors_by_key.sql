create function analytics.visitors_by_key(
  scope analytics.scope, arranged analytics.arrangement, met analytics.chosen_line[], keys text[],
  other_keys text[], others bigint[]
)
  returns table (key text, visitors bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_generic_plan
  set jit = off
  set max_parallel_workers_per_gather = 1
  set parallel_setup_cost = 0
  set parallel_tuple_cost = 0
  language plpgsql
as $$
begin
  -- The plan is a generic one: to other processes, bits go as parameters, not written out as constants of a plan.
  return query
    select part.key, sum(part.visitors)::bigint
    from analytics.visitors_in_parts(scope, arranged, met, keys, other_keys, others) as part
    group by part.key;
end
$$;

comment on function analytics.visitors_by_key(
  analytics.scope, analytics.arrangement, analytics.chosen_line[], text[], text[], bigint[]
) is
  'How many distinct visitors have a first entry that is chosen in lines, by what the lines are arranged by, or of some keys of it; with them others, each with a key. Processes share the work.';
