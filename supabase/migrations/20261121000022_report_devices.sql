create function analytics.report_devices(assistant_key integer, starts timestamptz, ends timestamptz)
  returns json
  stable
  set search_path = ''
  language sql
as $$
  with by_client as (
    select client_key, count(*) as sessions
    from analytics.sessions
    where sessions.assistant_key = report_devices.assistant_key
      and started_at >= starts and started_at < ends
    group by client_key
  ),
  described as (
    select device_type, browser, os, by_client.sessions
    from by_client
    join analytics.clients
      on clients.assistant_key = report_devices.assistant_key
      and clients.client_key = by_client.client_key
  ),
  -- One pass for the three breakdowns; grouping() tells which of them a row is of.
  grouped as (
    select grouping(device_type, browser, os) as kind, coalesce(device_type, browser, os) as name,
      sum(sessions)::bigint as sessions
    from described
    group by grouping sets ((device_type), (browser), (os))
  ),
  total as (
    select coalesce(sum(sessions), 0)::bigint as sessions from described
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
$$;

comment on function analytics.report_devices(integer, timestamptz, timestamptz) is
  'Sessions that started in [starts, ends) by device type, by browser and by operating system, most first.';
