create function analytics.report_widget_events(scope analytics.scope, row_limit integer, row_offset integer)
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
  with placed as (
    select day, events, sum(events) over (order by day) - events as before from analytics.widget_event_days(scope)
  )
  select coalesce(sum(events), 0),
    min(day) filter (where before < row_offset + row_limit and before + events > row_offset),
    max(day) filter (where before < row_offset + row_limit and before + events > row_offset),
    min(before) filter (where before < row_offset + row_limit and before + events > row_offset)
  into total, first_day, last_day, skipped
  from placed;

  return (
    with page as (
      select * from analytics.widget_events_among(
        scope, greatest(first_day::timestamp at time zone 'UTC', scope.starts),
        least((last_day + 1)::timestamp at time zone 'UTC', scope.ends)
      )
      where first_day is not null
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

comment on function analytics.report_widget_events(analytics.scope, integer, integer) is
  'The stream of widget interactions of a scope, oldest first.';
