create function analytics.ends_in_lines(scope analytics.scope, lines analytics.chosen_line[], by_entry boolean)
  returns table (page_key integer, sessions bigint, bounces bigint)
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
  half constant integer := cardinality(lines) / 2;
begin
  -- A generic plan, as in visitors_by_key.
  return query
    select * from analytics.ends_of_lines(scope, lines[:half], by_entry)
    union all
    select * from analytics.ends_of_lines(scope, lines[half + 1:], by_entry);
end
$$;

comment on function analytics.ends_in_lines(analytics.scope, analytics.chosen_line[], boolean) is
  'What ends_of_lines tells, of the two halves of the lines. Processes share the work.';
