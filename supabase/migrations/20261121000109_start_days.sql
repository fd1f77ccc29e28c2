create function analytics.start_days(scope analytics.scope)
  returns table (day date, sessions bigint)
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
      select stays.day, count(*) from analytics.starts_there(looked_at) as stays group by stays.day;
  end loop;
  if scope.filters <> '{}' then
    return query
      select on_day.day, bit_count(there.bits & on_day.bits & started.bits)
      from analytics.chosen(scope, line) as there
      join analytics.days_of_lines(scope, line) as on_day on on_day.first_day = there.first_day
      join analytics.bitmaps as started
        on started.assistant_key = scope.assistant_key and started.arranged = line
        and started.first_day = there.first_day and started.mark = 'started';
    return;
  end if;

  return query
    select periods.first_day, periods.sessions::bigint
    from analytics.periods
    where periods.assistant_key = scope.assistant_key and days = 1 and rolled
      and periods.first_day >= whole.first_day and periods.first_day < whole.until_day
    union all
    select stays.day, count(*) from analytics.open_stays(whole) as stays where seconds is not null group by stays.day;
end
$$;

comment on function analytics.start_days(analytics.scope) is
  'How many sessions of a scope started on each of its UTC days; days without any may be left out.';
