create function analytics.open_actions(scope analytics.scope)
  returns table (
    visitor bigint, page_key integer, acted_at timestamptz, kind integer, country text, origin_key integer
  )
  stable
  parallel safe
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
begin
  return query
    select event.visitor, event.page_key, event.occurred_at, analytics.kind_of(event.event_type),
      session.country, session.origin_key
    from unnest(scope.opened) as day
    join analytics.widget_events as event
      on event.assistant_key = scope.assistant_key
      and event.occurred_at >= day::timestamp at time zone 'UTC'
      and event.occurred_at < (day + 1)::timestamp at time zone 'UTC'
      and (scope.page is null or event.page_key = scope.page)
    cross join lateral (
      select * from analytics.sessions
      where sessions.assistant_key = scope.assistant_key and sessions.visitor = event.visitor
        and sessions.started_at <= event.occurred_at
      order by sessions.started_at desc
      limit 1
    ) as session
    where analytics.is_among(
      scope, session.client_key, session.origin_key, session.country, session.engaged, session.entry_page_key
    );
end
$$;

comment on function analytics.open_actions(analytics.scope) is
  'The widget events of the sessions of a scope, and on its page where it is about one, on those of its UTC days that are not rolled up; kind is as in analytics.stays.';
