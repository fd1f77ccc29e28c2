create function analytics.record_page_view(visit analytics.visit, event jsonb)
  returns datemultirange
  volatile
  set search_path = ''
  language plpgsql
as $$
<<page_view>>
declare
  event_id constant uuid := event ->> 'id';
  seconds constant integer := event ->> 'seconds';
  viewed_at constant timestamptz := event ->> 'at';
  ends constant timestamptz := greatest(
    viewed_at, coalesce((event ->> 'exited_at')::timestamptz, viewed_at + make_interval(secs => coalesce(seconds, 0)))
  );
  viewed_page integer;
  began timestamptz;
  placed analytics.placement;
  session analytics.sessions;
  days date[];
  is_first boolean := true;
  is_last boolean := true;
begin
  viewed_page := analytics.page_key(visit.assistant_key, event ->> 'path', event ->> 'title', viewed_at);
  insert into analytics.page_views (
    assistant_key, page_key, viewed_at, visitor, event_id, seconds_on_page, location
  )
  select visit.assistant_key, viewed_page, viewed_at, visit.visitor, event_id, seconds,
    analytics.location_of(visit, event)
  where not exists (
    select from analytics.widget_events
    where widget_events.assistant_key = visit.assistant_key and widget_events.event_id = page_view.event_id
  )
  on conflict do nothing;
  if not found then
    return datemultirange();
  end if;
  began := analytics.advance_session(visit, viewed_at, ends, event, viewed_page);
  if began is not null then
    return analytics.days_between(began, ends);
  end if;

  placed := analytics.session_of(visit, viewed_at, ends);
  session := placed.session;
  if session.pages_viewed > 0 then
    -- It came late: both look-ups end at the first page view that they meet on its side.
    days := analytics.days_of(analytics.days_between(session.started_at, session.ended_at));
    is_first := not exists (
      select from analytics.page_views
      where page_views.assistant_key = visit.assistant_key
        and page_views.viewed_on = any (days) and page_views.visitor = visit.visitor
        and page_views.viewed_at between session.started_at and page_view.viewed_at
        and (page_views.viewed_at, page_views.event_id) < (page_view.viewed_at, page_view.event_id)
    );
    is_last := not exists (
      select from analytics.page_views
      where page_views.assistant_key = visit.assistant_key
        and page_views.viewed_on = any (days) and page_views.visitor = visit.visitor
        and page_views.viewed_at between page_view.viewed_at and session.ended_at
        and (page_views.viewed_at, page_views.event_id) > (page_view.viewed_at, page_view.event_id)
    );
  end if;
  session.pages_viewed := session.pages_viewed + 1;
  if is_last then
    session.exit_page_key := viewed_page;
  end if;
  if is_first then
    session.entry_page_key := viewed_page;
    session.origin_key := analytics.origin_key(visit.assistant_key, analytics.arrival_of(visit, event));
  end if;
  placed.session := session;
  perform analytics.keep_session(placed);
  return placed.changed + analytics.days_between(session.started_at, session.ended_at);
end
$$;

comment on function analytics.record_page_view(analytics.visit, jsonb) is
  'Records a page view. Returns the UTC days on which a report may now say something else; none for one that is known already.';
