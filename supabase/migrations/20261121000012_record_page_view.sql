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
  viewed_at timestamptz := event ->> 'at';
  exited_at timestamptz := event ->> 'exited_at';
  known analytics.page_views;
  placed analytics.placement;
  session analytics.sessions;
  days date[];
  viewed_page integer;
  is_first boolean := true;
  is_last boolean := true;
begin
  select * into known from analytics.page_views
  where page_views.assistant_key = visit.assistant_key and page_views.event_id = page_view.event_id;

  if found then
    if seconds is null or seconds <= known.seconds_on_page then
      return null;
    end if;
    -- The exit beacon of a page view that is known: its visitor is the one who opened the page.
    visit.visitor := known.visitor;
    perform analytics.lock_visitors(visit.assistant_key, array[known.visitor]);
    placed := analytics.session_of(
      visit, known.viewed_at,
      greatest(known.viewed_at, coalesce(exited_at, known.viewed_at + make_interval(secs => seconds)))
    );
    perform analytics.keep_session(placed);
    update analytics.page_views set seconds_on_page = seconds
    where page_views.assistant_key = visit.assistant_key and page_views.event_id = page_view.event_id;
    return placed.changed + analytics.days_between(known.viewed_at, known.viewed_at);
  end if;

  if exists (
    select from analytics.widget_events
    where widget_events.assistant_key = visit.assistant_key
      and widget_events.event_id = page_view.event_id
  ) then
    return null;
  end if;

  viewed_page := analytics.page_key(visit.assistant_key, event ->> 'path');
  placed := analytics.session_of(
    visit, viewed_at,
    greatest(viewed_at, coalesce(exited_at, viewed_at + make_interval(secs => coalesce(seconds, 0))))
  );
  session := placed.session;
  if session.pages_viewed > 0 then
    if viewed_at > (placed.stored).ended_at and session.pages_viewed = (placed.stored).pages_viewed then
      is_first := false;
    else
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
  end if;

  insert into analytics.page_views (
    assistant_key, page_key, viewed_at, visitor, event_id, seconds_on_page, location
  ) values (
    visit.assistant_key, viewed_page, viewed_at, visit.visitor, event_id, seconds, event ->> 'location'
  );
  session.pages_viewed := session.pages_viewed + 1;
  if is_last then
    session.exit_page_key := viewed_page;
  end if;
  if is_first then
    session.entry_page_key := viewed_page;
    session.origin_key := analytics.origin_key(visit.assistant_key, event);
    if session.origin_key is distinct from (placed.session).origin_key then
      placed.changed := placed.changed + analytics.days_between(session.started_at, session.ended_at);
    end if;
  end if;
  placed.session := session;
  perform analytics.keep_session(placed);
  return placed.changed + analytics.days_between(viewed_at, viewed_at);
end
$$;

comment on function analytics.record_page_view(analytics.visit, jsonb) is
  'Records a page view, or completes the one of the same id with its time on page. Returns the UTC days on which a report may now say something else, null for what was known already.';
