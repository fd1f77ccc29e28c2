create function analytics.report_geography(assistant_key integer, starts timestamptz, ends timestamptz)
  returns json
  stable
  set search_path = ''
  language sql
as $$
  with by_country as (
    select country, count(*) as sessions
    from analytics.sessions
    where sessions.assistant_key = report_geography.assistant_key
      and started_at >= starts and started_at < ends
    group by country
  ),
  total as (
    select coalesce(sum(sessions), 0)::bigint as sessions from by_country
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
$$;

comment on function analytics.report_geography(integer, timestamptz, timestamptz) is
  'Sessions that started in [starts, ends) by country, most first; null where the country is unknown.';
