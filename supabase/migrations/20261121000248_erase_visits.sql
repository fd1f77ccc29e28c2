create function analytics.erase_visits(assistant_key integer, visitor bigint)
  returns jsonb
  volatile
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
declare
  there datemultirange;
  his_origins integer[];
  his_clients integer[];
  views integer;
  events integer;
  visits integer;
begin
  select coalesce(range_agg(unnest), '{}') into there
  from analytics.sessions, lateral unnest(analytics.days_between(started_at, ended_at))
  where sessions.assistant_key = erase_visits.assistant_key and sessions.visitor = erase_visits.visitor;

  delete from analytics.page_views
  where page_views.assistant_key = erase_visits.assistant_key
    and viewed_on = any (analytics.days_of(there)) and page_views.visitor = erase_visits.visitor;
  get diagnostics views = row_count;
  delete from analytics.widget_events using analytics.sessions
  where sessions.assistant_key = erase_visits.assistant_key and sessions.visitor = erase_visits.visitor
    and widget_events.assistant_key = erase_visits.assistant_key
    and widget_events.visitor = erase_visits.visitor
    and occurred_at between started_at and ended_at;
  get diagnostics events = row_count;
  delete from analytics.stays
  where stays.assistant_key = erase_visits.assistant_key and day = any (analytics.days_of(there))
    and stays.visitor = erase_visits.visitor;
  -- Lines would name the visitor, and be wrong; they are made anew once the days that they are of are rolled up.
  perform analytics.forget_lineup(erase_visits.assistant_key, arranged, first_day)
  from analytics.lineups
  where lineups.assistant_key = erase_visits.assistant_key
    and there && datemultirange(daterange(first_day, first_day + 16));
  with gone as (
    delete from analytics.sessions
    where sessions.assistant_key = erase_visits.assistant_key and sessions.visitor = erase_visits.visitor
    returning origin_key, client_key
  )
  select count(*), array_agg(distinct origin_key), array_agg(distinct client_key) into visits, his_origins, his_clients from gone;

  -- A referrer or a browser that no other session has would still tell of this one.
  delete from analytics.origins
  where origins.assistant_key = erase_visits.assistant_key and origin_key = any (his_origins)
    and not exists (
      select from analytics.sessions
      where sessions.assistant_key = erase_visits.assistant_key and sessions.origin_key = origins.origin_key
    );
  delete from analytics.clients
  where clients.assistant_key = erase_visits.assistant_key and client_key = any (his_clients)
    and not exists (
      select from analytics.sessions
      where sessions.assistant_key = erase_visits.assistant_key and sessions.client_key = clients.client_key
    );
  delete from analytics.traits
  where traits.assistant_key = erase_visits.assistant_key and trait_key not in (
    select number from analytics.bitmaps where bitmaps.assistant_key = erase_visits.assistant_key and mark = 'trait'
  );
  perform analytics.reopen(erase_visits.assistant_key, there);
  return jsonb_build_object('sessions', visits, 'page_views', views, 'widget_events', events);
end
$$;

comment on function analytics.erase_visits(integer, bigint) is
  'Deletes all visits of a visitor and tells how much. All other visitors'' numbers stay exact: the days the visitor was there are opened. The caller holds the assistant alone.';
