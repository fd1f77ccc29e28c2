create function analytics.erase_visitor(assistant_key integer, visitor bigint)
  returns void
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  days datemultirange;
begin
  perform analytics.lock_visitor(erase_visitor.assistant_key, erase_visitor.visitor);
  select coalesce(range_agg(unnest), '{}') into days
  from analytics.sessions, lateral unnest(analytics.days_between(started_at, ended_at))
  where sessions.assistant_key = erase_visitor.assistant_key and sessions.visitor = erase_visitor.visitor;

  delete from analytics.page_views
  where page_views.assistant_key = erase_visitor.assistant_key
    and viewed_on = any (analytics.days_of(days)) and page_views.visitor = erase_visitor.visitor;
  delete from analytics.widget_events using analytics.sessions
  where sessions.assistant_key = erase_visitor.assistant_key and sessions.visitor = erase_visitor.visitor
    and widget_events.assistant_key = erase_visitor.assistant_key
    and widget_events.visitor = erase_visitor.visitor
    and occurred_at between started_at and ended_at;
  delete from analytics.stays
  where stays.assistant_key = erase_visitor.assistant_key and day = any (analytics.days_of(days))
    and stays.visitor = erase_visitor.visitor;
  delete from analytics.sessions
  where sessions.assistant_key = erase_visitor.assistant_key and sessions.visitor = erase_visitor.visitor;
  perform analytics.reopen(erase_visitor.assistant_key, days);
  perform analytics.erase_from_log(erase_visitor.assistant_key, analytics.user_token(visitor));
end
$$;

comment on function analytics.erase_visitor(integer, bigint) is
  'Forgets a visitor, in the log too. All other visitors'' numbers stay exact: the days the visitor was there are opened.';
