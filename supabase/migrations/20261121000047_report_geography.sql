create function analytics.report_geography(assistant_key integer, first date, until date)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return (
    with by_country as (
      select country, sum(sessions) as sessions
      from analytics.session_counts(report_geography.assistant_key, first, until, 'country')
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

comment on function analytics.report_geography(integer, date, date) is
  'Sessions that started on the days from first up to, but not, until, by country, most first; null where the country is unknown.';
