create function analytics.report_traffic_sources(scope analytics.scope)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return (
    with by_source as (
      select source, medium, sum(sessions) as sessions
      from analytics.session_counts(scope, 'source')
      group by source, medium
    ),
    total as (
      select coalesce(sum(sessions), 0) as sessions from by_source
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
  );
end
$$;

comment on function analytics.report_traffic_sources(analytics.scope) is
  'Sessions of a scope by source and medium, most first.';
