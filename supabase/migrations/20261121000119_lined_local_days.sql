create function analytics.lined_local_days(
  scope analytics.scope, lines analytics.chosen_line[], days analytics.local_day[]
)
  returns table (bucket timestamptz, pageviews bigint, visitors bigint)
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
  -- The process that is at it already takes the larger part: another has to start first.
  larger constant integer := cardinality(lines) * 3 / 5;
begin
  -- A generic plan, as in visitors_by_key.
  return query
    select part.bucket, sum(part.pageviews)::bigint, sum(part.visitors)::bigint
    from (
      select * from analytics.line_local_days(scope, lines[:larger], days)
      union all
      select * from analytics.line_local_days(scope, lines[larger + 1:], days)
    ) as part
    group by part.bucket;
end
$$;

comment on function analytics.lined_local_days(analytics.scope, analytics.chosen_line[], analytics.local_day[]) is
  'As filtered_local_days, of days that begin at a quarter of an hour and are in the lines of visitors of a scope, of which these entries are chosen. Processes share the work.';
