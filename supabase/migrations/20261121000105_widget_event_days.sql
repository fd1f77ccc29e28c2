create function analytics.widget_event_days(scope analytics.scope)
  returns table (day date, events bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
declare
  whole constant analytics.scope := analytics.whole_days(scope);
  looked_at analytics.scope;
begin
  -- Rollups count all of whole days. Of other days, and of some events, each is looked at.
  foreach looked_at in array case
    when scope.filters = '{}' then array[analytics.cut_days(scope, true), analytics.cut_days(scope, false)]
    else array[scope]
  end loop
    continue when looked_at.first_day >= looked_at.until_day;
    return query
      select (acted_at at time zone 'UTC')::date as acted_on, count(*)
      from analytics.actions_there(looked_at) group by acted_on;
  end loop;
  if scope.filters <> '{}' then
    return;
  end if;

  return query
    select periods.first_day, periods.widget_events::bigint
    from analytics.periods
    where periods.assistant_key = scope.assistant_key and days = 1 and rolled
      and periods.first_day >= whole.first_day and periods.first_day < whole.until_day
    union all
    select open.day, (
      select count(*) from analytics.widget_events
      where widget_events.assistant_key = scope.assistant_key
        and occurred_at >= open.day::timestamp at time zone 'UTC'
        and occurred_at < (open.day + 1)::timestamp at time zone 'UTC'
    )
    from unnest(whole.opened) as open (day);
end
$$;

comment on function analytics.widget_event_days(analytics.scope) is
  'How many widget events of a scope there were on each of its UTC days; days without any may be left out.';
