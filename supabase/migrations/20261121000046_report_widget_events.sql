create function analytics.report_widget_events(
  assistant_key integer, first date, until date, row_limit integer, row_offset integer
)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  total bigint;
  first_day date;
  last_day date;
  skipped bigint;
begin
  -- How many there were on each day tells on which days the page lies, however far down the list it is.
  with by_day as (
    select periods.first_day as day, widget_events as events
    from analytics.periods
    where periods.assistant_key = report_widget_events.assistant_key and days = 1 and rolled
      and periods.first_day >= first and periods.first_day < until
    union all
    select day, (
      select count(*) from analytics.widget_events
      where widget_events.assistant_key = report_widget_events.assistant_key
        and occurred_at >= day::timestamp at time zone 'UTC'
        and occurred_at < (day + 1)::timestamp at time zone 'UTC'
    )
    from unnest(analytics.open_days(report_widget_events.assistant_key, first, until)) as day
  ),
  placed as (
    select day, events, sum(events) over (order by day) - events as before from by_day
  )
  select coalesce(sum(events), 0),
    min(day) filter (where before < row_offset + row_limit and before + events > row_offset),
    max(day) filter (where before < row_offset + row_limit and before + events > row_offset),
    min(before) filter (where before < row_offset + row_limit and before + events > row_offset)
  into total, first_day, last_day, skipped
  from placed;

  return (
    with page as (
      select * from analytics.widget_events
      where widget_events.assistant_key = report_widget_events.assistant_key
        and occurred_at >= first_day::timestamp at time zone 'UTC'
        and occurred_at < (last_day + 1)::timestamp at time zone 'UTC'
      order by occurred_at, event_id limit row_limit offset row_offset - skipped
    )
    select json_build_object(
      'data', coalesce((
        select json_agg(json_build_object(
          'id', event_id,
          'event_type', event_type,
          'visitor_id', 'v_' || analytics.bigint_to_hex(visitor),
          'session_id', page_load,
          'page_url', path,
          'duration_seconds', duration_seconds,
          'created_at', analytics.iso_time(occurred_at)
        ) order by occurred_at, event_id)
        from page join analytics.pages using (assistant_key, page_key)
      ), '[]'),
      'meta', json_build_object('total', total, 'limit', row_limit, 'offset', row_offset)
    )
  );
end
$$;

comment on function analytics.report_widget_events(integer, date, date, integer, integer) is
  'The stream of widget interactions on the days from first up to, but not, until, oldest first.';
