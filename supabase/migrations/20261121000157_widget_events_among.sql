create function analytics.widget_events_among(scope analytics.scope, starts timestamptz, ends timestamptz)
  returns setof analytics.widget_events
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
begin
  return query
    select * from analytics.widget_events
    where widget_events.assistant_key = scope.assistant_key and occurred_at >= starts and occurred_at < ends
      and (scope.page is null or page_key = scope.page)
      and (scope.filters <@ array['page_url'] or (
        select analytics.is_among(scope, client_key, origin_key, country, engaged, entry_page_key)
        from analytics.sessions
        where sessions.assistant_key = scope.assistant_key and sessions.visitor = widget_events.visitor
          and started_at <= occurred_at
        order by started_at desc limit 1
      ));
end
$$;

comment on function analytics.widget_events_among(analytics.scope, timestamptz, timestamptz) is
  'The widget events of a scope in [starts, ends).';
