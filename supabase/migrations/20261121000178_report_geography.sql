create function analytics.report_geography(scope analytics.scope)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return (
    with by_country as (
      select country, sum(sessions) as sessions
      from analytics.session_counts(scope, 'country')
      group by country
    ),
    total as (
      select coalesce(sum(sessions), 0) as sessions from by_country
    )
    select json_build_object(
      'data', coalesce((
        select json_agg(json_build_object(
          'country', country, 'sessions', by_country.sessions,
          'pct', analytics.percent(by_country.sessions, total.sessions)
        ) order by by_country.sessions desc, country collate "C") from by_country, total
      ), '[]'),
      'total_sessions', (select sessions from total)
    )
  );
end
$$;

comment on function analytics.report_geography(analytics.scope) is
  'Sessions of a scope by country, most first; null where the country is unknown.';
