create function analytics.widget_event_days(scope analytics.scope)
  returns table (day date, events bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
begin
  if scope.is_unfiltered and scope.page is null then
    return query
      select periods.first_day, periods.widget_events::bigint
      from analytics.periods
      where periods.assistant_key = scope.assistant_key and days = 1 and rolled
        and periods.first_day >= scope.first and periods.first_day < scope.until
      union all
      select open.day, (
        select count(*) from analytics.widget_events
        where widget_events.assistant_key = scope.assistant_key
          and occurred_at >= open.day::timestamp at time zone 'UTC'
          and occurred_at < (open.day + 1)::timestamp at time zone 'UTC'
      )
      from unnest(scope.opened) as open (day);
  else
    return query
      select (acted_at at time zone 'UTC')::date as acted_on, count(*) from analytics.actions_there(scope) group by acted_on;
  end if;
end
$$;

comment on function analytics.widget_event_days(analytics.scope) is
  'How many widget events of a scope there were on each of its UTC days; days without any may be left out.';
