create function analytics.report_devices(scope analytics.scope)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return (
    with described as (
      select device_type, browser, os, sessions
      from analytics.session_counts(scope, 'client')
    ),
    -- One pass for the three breakdowns; grouping() tells which of them a row is of.
    grouped as (
      select grouping(device_type, browser, os) as kind, coalesce(device_type, browser, os) as name,
        sum(sessions) as sessions
      from described
      group by grouping sets ((device_type), (browser), (os))
    ),
    total as (
      select coalesce(sum(sessions), 0) as sessions from described
    )
    select json_build_object(
      'device_types', coalesce((
        select json_agg(json_build_object(
          'type', name, 'sessions', grouped.sessions, 'pct', analytics.percent(grouped.sessions, total.sessions)
        ) order by grouped.sessions desc, name collate "C") from grouped, total where kind = 3
      ), '[]'),
      'browsers', coalesce((
        select json_agg(json_build_object(
          'browser', name, 'sessions', grouped.sessions, 'pct', analytics.percent(grouped.sessions, total.sessions)
        ) order by grouped.sessions desc, name collate "C") from grouped, total where kind = 5
      ), '[]'),
      'operating_systems', coalesce((
        select json_agg(json_build_object(
          'os', name, 'sessions', grouped.sessions, 'pct', analytics.percent(grouped.sessions, total.sessions)
        ) order by grouped.sessions desc, name collate "C") from grouped, total where kind = 6
      ), '[]')
    )
  );
end
$$;

comment on function analytics.report_devices(analytics.scope) is
  'Sessions of a scope by device type, by browser and by operating system, most first.';
