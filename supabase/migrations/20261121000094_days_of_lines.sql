create function analytics.days_of_lines(scope analytics.scope, arranged analytics.arrangement)
  returns table (first_day date, day date, bits bit varying)
  stable
  parallel safe
  rows 365
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
begin
  return query
    select line.first_day, line.first_day + place, coalesce(on_day.bits, whole.bits)::bit varying
    from analytics.lineups_within(scope, arranged) as line
    join analytics.bitmaps as whole
      on whole.assistant_key = scope.assistant_key and whole.arranged = days_of_lines.arranged
      and whole.first_day = line.first_day and whole.mark = 'any'
    cross join generate_series(0, 15) as place
    cross join lateral (
      select coalesce(bit_or(1 << bitmaps.number), 0) as digits,
        bit_and(case when (place >> bitmaps.number) & 1 = 1 then bitmaps.bits else ~bitmaps.bits end) as bits
      from analytics.bitmaps
      where bitmaps.assistant_key = scope.assistant_key and bitmaps.arranged = days_of_lines.arranged
        and bitmaps.first_day = line.first_day and bitmaps.mark = 'day'
    ) as on_day
    -- On a day with a digit that no entry has there is nothing.
    where place & ~digits = 0 and line.first_day + place <@ line.days;
end
$$;

comment on function analytics.days_of_lines(analytics.scope, analytics.arrangement) is
  'Which entries of each line within a scope are of each of its days.';
