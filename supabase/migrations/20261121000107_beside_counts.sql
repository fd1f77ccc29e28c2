create function analytics.beside_counts(scope analytics.scope)
  returns analytics.scope[]
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return case
    when scope.filters = '{}' then array[analytics.cut_days(scope, true), analytics.cut_days(scope, false)]
    else analytics.beside_lineups(scope, analytics.line_of(scope))
  end;
end
$$;

comment on function analytics.beside_counts(analytics.scope) is
  'What of a scope is told neither by rollups, which count all of whole days, nor, where it is filtered, by lines: there each session is looked at. One may be empty.';
