create function analytics.report_sessions(
  assistant_key integer, first date, until date, filter analytics.session_filter, with_ip boolean,
  row_limit integer, row_offset integer
)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  page constant analytics.session_page := analytics.session_days(
    report_sessions.assistant_key, first, until, filter, row_limit, row_offset
  );
  skip bigint := row_offset - page.skipped;
  listed analytics.sessions[] := '{}';
  found analytics.sessions[];
  starts timestamptz;
begin
  for starts in
    select (first_day + make_interval(hours => hour)) at time zone 'UTC'
    from unnest(page.days), generate_series(0, 23) as hour
    where hours & (1 << hour) <> 0
    order by first_day desc, hour desc
  loop
    found := array(
      select session
      from analytics.sessions_started(
        report_sessions.assistant_key, starts, starts + interval '1 hour', filter
      ) as session
      order by started_at desc, visitor desc
    );
    listed := listed || found[1 + skip:];
    skip := greatest(skip - cardinality(found), 0);
    exit when cardinality(listed) >= row_limit;
  end loop;
  return json_build_object(
    'data', coalesce((
      select json_agg(analytics.session_object(session, with_ip) order by started_at desc, visitor desc)
      from unnest(listed[:row_limit]) as session
    ), '[]'),
    'meta', json_build_object('total', page.total, 'limit', row_limit, 'offset', row_offset)
  );
end
$$;

comment on function analytics.report_sessions(
  integer, date, date, analytics.session_filter, boolean, integer, integer
) is 'Sessions that started on the days from first up to, but not, until, newest first.';
