create function analytics.newest_sessions(
  assistant_key integer, first date, until date, filter analytics.session_filter, row_limit integer, row_offset integer
)
  returns analytics.session_list
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  list analytics.session_list;
  page constant analytics.session_page := analytics.session_days(
    newest_sessions.assistant_key, first, until, filter, row_limit, row_offset
  );
  hours constant timestamp[] := array(
    select first_day + make_interval(hours => hour)
    from unnest(page.days) as stretch, generate_series(0, 23) as hour
    where stretch.hours & (1 << hour) <> 0
    order by first_day desc, hour desc
  );
  sessions_an_hour constant numeric := (select sum(sessions) from unnest(page.days)) / cardinality(hours);
  skip bigint := row_offset - page.skipped;
  newest analytics.sessions[];
  place integer := 1;
  wanted integer;
begin
  list.total := page.total;
  list.listed := '{}';
  -- As many hours at once as hold the rest of the page, if they were all alike.
  while place <= cardinality(hours) and cardinality(list.listed) < row_limit loop
    wanted := ceil((skip + row_limit - cardinality(list.listed)) / sessions_an_hour);
    newest := array(
      select session
      from unnest(hours[place:place + wanted - 1]) as hour
      cross join lateral analytics.sessions_started(
        newest_sessions.assistant_key,
        hour at time zone 'UTC', (hour + interval '1 hour') at time zone 'UTC', filter
      ) as session
      order by started_at desc, visitor desc
    );
    list.listed := list.listed || newest[1 + skip:];
    skip := greatest(skip - cardinality(newest), 0);
    place := place + wanted;
  end loop;
  list.listed := list.listed[:row_limit];
  return list;
end
$$;

comment on function analytics.newest_sessions(
  integer, date, date, analytics.session_filter, integer, integer
) is 'How many sessions started on the UTC days from first up to, but not, until, and one page of their list, newest first.';
