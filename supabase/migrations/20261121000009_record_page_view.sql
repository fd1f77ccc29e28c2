create function analytics.record_page_view(visit analytics.visit, event jsonb)
  returns boolean
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
  in_session analytics.sessions;
  viewed_page integer;
  is_first boolean;
  is_last boolean;
begin
  select * into known from analytics.page_views
  where page_views.assistant_key = visit.assistant_key and page_views.event_id = page_view.event_id;

  if found then
    if seconds is null or seconds <= known.seconds_on_page then
      return false;
    end if;
    -- The exit beacon of a page view that is known: its visitor is the one who opened the page.
    visit.visitor := known.visitor;
    perform analytics.lock_visitors(visit.assistant_key, array[known.visitor]);
    perform analytics.session_of(
      visit, known.viewed_at,
      greatest(known.viewed_at, coalesce(exited_at, known.viewed_at + make_interval(secs => seconds)))
    );
    update analytics.page_views set seconds_on_page = seconds
    where page_views.assistant_key = visit.assistant_key and page_views.event_id = page_view.event_id;
    return true;
  end if;

  if exists (
    select from analytics.widget_events
    where widget_events.assistant_key = visit.assistant_key
      and widget_events.event_id = page_view.event_id
  ) then
    return false;
  end if;

  viewed_page := analytics.page_key(visit.assistant_key, event ->> 'path');
  in_session.session_key := analytics.session_of(
    visit, viewed_at,
    greatest(viewed_at, coalesce(exited_at, viewed_at + make_interval(secs => coalesce(seconds, 0))))
  );
  select * into in_session from analytics.sessions
  where sessions.assistant_key = visit.assistant_key and sessions.session_key = in_session.session_key;

  -- Both look-ups end at the first row they meet, wherever in its session the page view lies.
  is_first := not exists (
    select from analytics.page_views
    where page_views.assistant_key = visit.assistant_key
      and page_views.session_key = in_session.session_key
      and page_views.viewed_at between in_session.started_at and page_view.viewed_at
      and (page_views.viewed_at, page_views.event_id) < (page_view.viewed_at, page_view.event_id)
  );
  is_last := not exists (
    select from analytics.page_views
    where page_views.assistant_key = visit.assistant_key
      and page_views.session_key = in_session.session_key
      and page_views.viewed_at between page_view.viewed_at and in_session.ended_at
      and (page_views.viewed_at, page_views.event_id) > (page_view.viewed_at, page_view.event_id)
  );

  insert into analytics.page_views (
    assistant_key, page_key, viewed_at, session_key, visitor, event_id, seconds_on_page, location
  ) values (
    visit.assistant_key, viewed_page, viewed_at, in_session.session_key, visit.visitor,
    event_id, seconds, event ->> 'location'
  );
  update analytics.sessions set
    pages_viewed = pages_viewed + 1,
    entry_page_key = case when is_first then viewed_page else entry_page_key end,
    exit_page_key = case when is_last then viewed_page else exit_page_key end,
    origin_key = case when is_first then analytics.origin_key(visit.assistant_key, event) else origin_key end
  where sessions.assistant_key = visit.assistant_key and sessions.session_key = in_session.session_key;
  return true;
end
$$;

comment on function analytics.record_page_view(analytics.visit, jsonb) is
  'Records a page view, or completes the one of the same id with its time on page. False for what was known already.';
