create function analytics.bucket_starts(scope analytics.scope, granularity text)
  returns timestamptz[]
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  if granularity = 'hour' then
    -- By instants: an hour of the clock may come twice, or not at all.
    return array(select generate_series(scope.starts, scope.ends - interval '1 microsecond', interval '1 hour'));
  end if;
  return array(
    select analytics.local_start(day, scope.zone)
    from generate_series(scope.first::timestamp, scope.until::timestamp - interval '1 day', interval '1 day') as day
  );
end
$$;

comment on function analytics.bucket_starts(analytics.scope, text) is 'The first instant of each day or hour of a scope, in order.';
