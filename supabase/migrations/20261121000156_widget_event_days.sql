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
  line constant analytics.arrangement := analytics.line_of(scope);
  looked_at analytics.scope;
begin
  foreach looked_at in array analytics.beside_counts(scope) loop
    continue when looked_at.first_day >= looked_at.until_day;
    return query
      select (acted_at at time zone 'UTC')::date as acted_on, count(*)
      from analytics.actions_there(looked_at) group by acted_on;
  end loop;
  if scope.filters <> '{}' then
    return query
      select on_day.day, sum(bit_count(there.bits & on_day.bits & actions.bits)::integer << actions.number)
      from analytics.chosen(scope, line) as there
      join analytics.bitmaps as actions
        on actions.assistant_key = scope.assistant_key and actions.arranged = line
        and actions.first_day = there.first_day and actions.mark = 'actions'
      join analytics.days_of_lines(scope, line) as on_day on on_day.first_day = there.first_day
      group by on_day.day;
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
