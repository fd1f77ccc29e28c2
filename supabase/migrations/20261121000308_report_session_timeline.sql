create function analytics.report_session_timeline(
  assistant_key integer, visitor_id text, starting timestamptz, row_limit integer, row_offset integer
)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  session analytics.sessions;
  -- In this order where the time is the same: one leads to the next.
  kinds constant text[] := array[
    'page_view', 'popup_display', 'popup_open', 'widget_open', 'conversation_start', 'conversation',
    'link_click', 'product_click', 'inquiry_submit', 'conversation_end', 'purchase', 'widget_close'
  ];
begin
  select * into session from analytics.sessions
  where sessions.assistant_key = report_session_timeline.assistant_key
    and visitor = analytics.hex_to_bigint(substr(visitor_id, 3))
    and started_at >= starting and started_at < starting + interval '1 second';
  if not found then
    return null;
  end if;
  return (
    with entries as materialized (
      select *, array_position(kinds, entry ->> 'type') as place from analytics.session_entries(session)
    ),
    page as (
      select * from entries order by happened_at, place, id limit row_limit offset row_offset
    )
    select json_build_object(
      'data', (select coalesce(json_agg(entry order by happened_at, place, id), '[]') from page),
      'session', analytics.session_objects(array[session], false) -> 0,
      'meta', json_build_object(
        'total', (select count(*) from entries), 'limit', row_limit, 'offset', row_offset
      )
    )
  );
end
$$;

comment on function analytics.report_session_timeline(integer, text, timestamptz, integer, integer) is
  'The session of a visitor that started in a second, and what happened in it, oldest first and at one time in the order of their kinds; null where there is none.';
