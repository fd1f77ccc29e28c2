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
  hours constant timestamp[] := array(
    select first_day + make_interval(hours => hour)
    from unnest(page.days) as stretch, generate_series(0, 23) as hour
    where stretch.hours & (1 << hour) <> 0
    order by first_day desc, hour desc
  );
  sessions_an_hour constant numeric := (select sum(sessions) from unnest(page.days)) / cardinality(hours);
  skip bigint := row_offset - page.skipped;
  listed analytics.sessions[] := '{}';
  found analytics.sessions[];
  place integer := 1;
  wanted integer;
begin
  -- As many hours at once as hold the rest of the page, if they were all alike.
  while place <= cardinality(hours) and cardinality(listed) < row_limit loop
    wanted := ceil((skip + row_limit - cardinality(listed)) / sessions_an_hour);
    found := array(
      select session
      from unnest(hours[place:place + wanted - 1]) as hour
      cross join lateral analytics.sessions_started(
        report_sessions.assistant_key,
        hour at time zone 'UTC', (hour + interval '1 hour') at time zone 'UTC', filter
      ) as session
      order by started_at desc, visitor desc
    );
    listed := listed || found[1 + skip:];
    skip := greatest(skip - cardinality(found), 0);
    place := place + wanted;
  end loop;
  return json_build_object(
    'data', coalesce(analytics.session_objects(listed[:row_limit], with_ip), '[]'),
    'meta', json_build_object('total', page.total, 'limit', row_limit, 'offset', row_offset)
  );
end
$$;

comment on function analytics.report_sessions(
  integer, date, date, analytics.session_filter, boolean, integer, integer
) is 'Sessions that started on the days from first up to, but not, until, newest first.';
