create function analytics.between(scope analytics.scope, starts timestamptz, ends timestamptz)
  returns analytics.scope
  immutable
  parallel safe
  set search_path = ''
  language plpgsql
as $$
begin
  scope.starts := starts;
  scope.ends := ends;
  return analytics.narrowed(
    scope, (starts at time zone 'UTC')::date, ((ends - interval '1 microsecond') at time zone 'UTC')::date + 1
  );
end
$$;

comment on function analytics.between(analytics.scope, timestamptz, timestamptz) is
  'A scope that is about a part of its range: from starts up to, but not, ends.';
