create function analytics.local_days(scope analytics.scope)
  returns setof analytics.local_day
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  begins constant timestamptz[] := analytics.bucket_starts(scope, 'day') || scope.ends;
begin
  return query
    select begins[place], day, milliseconds, begins[place + 1],
      begins[place + 1] = begins[place] + interval '24 hours'
        and not (day = any (scope.opened) or milliseconds > 0 and day + 1 = any (scope.opened))
    from generate_series(1, cardinality(begins) - 1) as place
    cross join lateral (select (begins[place] at time zone 'UTC')::date as day) as began
    cross join lateral (
      select (1000 * extract(epoch from begins[place] - day::timestamp at time zone 'UTC'))::integer as milliseconds
    ) as since
    where begins[place + 1] > begins[place];
end
$$;

comment on function analytics.local_days(analytics.scope) is
  'The days of a scope on the clocks of its zone; without those that its clocks left out.';
