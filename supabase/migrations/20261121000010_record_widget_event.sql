create function analytics.record_widget_event(visit analytics.visit, event jsonb)
  returns boolean
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  id constant uuid := event ->> 'id';
  happened_at constant timestamptz := event ->> 'at';
  in_session bigint;
begin
  if exists (
    select from analytics.widget_events
    where widget_events.assistant_key = visit.assistant_key and widget_events.event_id = id
  ) or exists (
    select from analytics.page_views
    where page_views.assistant_key = visit.assistant_key and page_views.event_id = id
  ) then
    return false;
  end if;

  in_session := analytics.session_of(visit, happened_at, happened_at);
  insert into analytics.widget_events (
    assistant_key, page_key, occurred_at, session_key, visitor, event_id, duration_seconds, event_type, page_load
  ) values (
    visit.assistant_key, analytics.page_key(visit.assistant_key, event ->> 'path'), happened_at, in_session,
    visit.visitor, id, (event ->> 'duration_seconds')::integer, event ->> 'type', event ->> 'session_id'
  );
  update analytics.sessions set
    engaged = engaged or event ->> 'type' = 'widget_open',
    widget_seconds = widget_seconds + coalesce((event ->> 'duration_seconds')::integer, 0)
  where sessions.assistant_key = visit.assistant_key and sessions.session_key = in_session
    and event ->> 'type' in ('widget_open', 'widget_close');
  return true;
end
$$;

comment on function analytics.record_widget_event(analytics.visit, jsonb) is
  'Records a widget interaction. False for one that was known already.';
