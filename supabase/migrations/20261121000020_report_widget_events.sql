create function analytics.report_widget_events(
  assistant_key integer, starts timestamptz, ends timestamptz, row_limit integer, row_offset integer
)
  returns json
  stable
  set search_path = ''
  language sql
as $$
  with page as (
    select * from analytics.widget_events
    where widget_events.assistant_key = report_widget_events.assistant_key
      and occurred_at >= starts and occurred_at < ends
    order by occurred_at, event_id limit row_limit offset row_offset
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
    'meta', json_build_object(
      'total', (
        select count(*) from analytics.widget_events
        where widget_events.assistant_key = report_widget_events.assistant_key
          and occurred_at >= starts and occurred_at < ends
      ),
      'limit', row_limit,
      'offset', row_offset
    )
  )
$$;

comment on function analytics.report_widget_events(integer, timestamptz, timestamptz, integer, integer) is
  'The stream of widget interactions in [starts, ends), oldest first.';
