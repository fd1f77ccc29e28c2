create function analytics.report_traffic_sources(assistant_key integer, starts timestamptz, ends timestamptz)
  returns json
  stable
  set search_path = ''
  language sql
as $$
  with by_origin as (
    select origin_key, count(*) as sessions
    from analytics.sessions
    where sessions.assistant_key = report_traffic_sources.assistant_key
      and started_at >= starts and started_at < ends
    group by origin_key
  ),
  by_source as (
    select source, medium, sum(by_origin.sessions)::bigint as sessions
    from by_origin
    left join analytics.origins
      on origins.assistant_key = report_traffic_sources.assistant_key
      and origins.origin_key = by_origin.origin_key
    group by source, medium
  ),
  total as (
    select coalesce(sum(sessions), 0)::bigint as sessions from by_source
  )
  select json_build_object(
    'data', coalesce((
      select json_agg(json_build_object(
        'source', source, 'medium', medium, 'sessions', by_source.sessions,
        'pct', analytics.percent(by_source.sessions, total.sessions)
      ) order by by_source.sessions desc, source collate "C", medium collate "C") from by_source, total
    ), '[]'),
    'total_sessions', (select sessions from total)
  )
$$;

comment on function analytics.report_traffic_sources(integer, timestamptz, timestamptz) is
  'Sessions that started in [starts, ends) by source and medium, most first.';
