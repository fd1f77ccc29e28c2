create function analytics.lineups_within(scope analytics.scope, arranged analytics.arrangement)
  returns setof date
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
declare
  whole constant analytics.scope := analytics.whole_days(scope);
begin
  return query
    select lineups.first_day
    from analytics.lineups
    join analytics.periods using (assistant_key, first_day)
    where lineups.assistant_key = scope.assistant_key and lineups.arranged = lineups_within.arranged
      and lineups.first_day >= whole.first_day and lineups.first_day <= whole.until_day - 16
      and periods.days = 16 and rolled
    order by lineups.first_day;
end
$$;

comment on function analytics.lineups_within(analytics.scope, analytics.arrangement) is
  'The first days of the lines that lie in the whole days of a scope and are true.';
