create function analytics.record_widget_event(visit analytics.visit, event jsonb)
  returns datemultirange
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  id constant uuid := event ->> 'id';
  kind constant text := event ->> 'type';
  happened_at constant timestamptz := event ->> 'at';
  seconds constant integer := event ->> 'duration_seconds';
  placed analytics.placement;
  session analytics.sessions;
begin
  if exists (
    select from analytics.widget_events
    where widget_events.assistant_key = visit.assistant_key and widget_events.event_id = id
  ) or exists (
    select from analytics.page_views
    where page_views.assistant_key = visit.assistant_key and page_views.event_id = id
  ) then
    return null;
  end if;

  insert into analytics.widget_events (
    assistant_key, page_key, occurred_at, visitor, event_id, duration_seconds, event_type, page_load
  ) values (
    visit.assistant_key, analytics.page_key(visit.assistant_key, event ->> 'path'), happened_at,
    visit.visitor, id, seconds, kind, event ->> 'session_id'
  );
  placed := analytics.session_of(visit, happened_at, happened_at);
  session := placed.session;
  if kind = 'widget_open' and not session.engaged then
    session.engaged := true;
    placed.changed := placed.changed + analytics.days_between(session.started_at, session.started_at);
  elsif kind = 'widget_close' then
    session.widget_seconds := session.widget_seconds + coalesce(seconds, 0);
  end if;
  placed.session := session;
  perform analytics.keep_session(placed);
  return placed.changed + analytics.days_between(happened_at, happened_at);
end
$$;

comment on function analytics.record_widget_event(analytics.visit, jsonb) is
  'Records a widget interaction. Returns the UTC days on which a report may now say something else, null for one that was known already.';
