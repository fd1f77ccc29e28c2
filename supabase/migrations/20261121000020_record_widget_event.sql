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
  in_widget constant integer := case when kind = 'widget_close' then coalesce(seconds, 0) else 0 end;
  began timestamptz;
  placed analytics.placement;
  session analytics.sessions;
begin
  insert into analytics.widget_events (
    assistant_key, page_key, occurred_at, visitor, event_id, duration_seconds, event_type, page_load
  )
  select visit.assistant_key, analytics.page_key(visit.assistant_key, event ->> 'path'), happened_at,
    visit.visitor, id, seconds, kind, event ->> 'session_id'
  where not exists (
    select from analytics.page_views
    where page_views.assistant_key = visit.assistant_key and page_views.event_id = id
  )
  on conflict do nothing;
  if not found then
    return datemultirange();
  end if;
  if kind = 'widget_open' then
    perform analytics.log_visitor_event(
      visit.assistant_key, analytics.user_token(visit.visitor), 'widget.opened', analytics.event_uuid('page ' || id), happened_at
    );
  end if;
  began := analytics.advance_session(
    visit, happened_at, happened_at, opens => kind = 'widget_open', seconds => in_widget
  );
  if began is not null then
    return analytics.days_between(began, happened_at);
  end if;

  placed := analytics.session_of(visit, happened_at, happened_at);
  session := placed.session;
  session.widget_seconds := session.widget_seconds + in_widget;
  session.engaged := session.engaged or kind = 'widget_open';
  placed.session := session;
  perform analytics.keep_session(placed);
  return placed.changed + analytics.days_between(session.started_at, session.ended_at);
end
$$;

comment on function analytics.record_widget_event(analytics.visit, jsonb) is
  'Records a widget interaction. Returns the UTC days on which a report may now say something else; none for one that was known already.';
