create function analytics.narrowed(scope analytics.scope, first_day date, until_day date)
  returns analytics.scope
  immutable
  parallel safe
  set search_path = ''
  language plpgsql
as $$
begin
  scope.first_day := greatest(scope.first_day, narrowed.first_day);
  scope.until_day := least(scope.until_day, narrowed.until_day);
  scope.opened := array(
    select day from unnest(scope.opened) as day where day >= scope.first_day and day < scope.until_day order by day
  );
  return scope;
end
$$;

comment on function analytics.narrowed(analytics.scope, date, date) is
  'A scope that looks at fewer UTC days: those from first_day up to, but not, until_day.';
