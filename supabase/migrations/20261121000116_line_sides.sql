create function analytics.line_sides(scope analytics.scope, there analytics.chosen_line, quarter integer)
  returns analytics.line_side
  stable
  parallel safe
  set search_path = ''
  language plpgsql
as $$
declare
  side analytics.line_side;
  same constant bit varying[] := analytics.digits_of(scope.assistant_key, 'visitor', there.first_day, 'same_on_day');
  viewed constant bit varying := there.bits & (
    analytics.digits_of(scope.assistant_key, 'visitor', there.first_day, 'viewed')
  )[1];
  first constant bit varying := (
    analytics.digits_of(scope.assistant_key, 'visitor', there.first_day, 'first_on_day')
  )[1];
  next_day constant bit varying := (
    analytics.digits_of(scope.assistant_key, 'visitor', there.first_day, 'day_after')
  )[1];
  late_first constant bit varying := analytics.at_least(
    analytics.digits_of(scope.assistant_key, 'visitor', there.first_day, 'first_quarter'), quarter, viewed
  );
  late_last constant bit varying := analytics.at_least(
    analytics.digits_of(scope.assistant_key, 'visitor', there.first_day, 'last_quarter'), quarter, viewed
  );
begin
  side.first_day := there.first_day;
  side.quarter := quarter;
  side.wholly_late := viewed & late_first;
  side.wholly_early := viewed & ~late_last;
  side.across := viewed & late_last & ~late_first;
  side.came_late := first & analytics.passed_on(viewed & late_last, same);
  side.came_early := first & analytics.passed_on(viewed & ~late_first, same);
  -- From the first entry of the day after to the last one before it, and on to the first of that day.
  side.came_back := side.came_late & analytics.passed_on((side.came_early & next_day) << 1, same);
  return side;
end
$$;

comment on function analytics.line_sides(analytics.scope, analytics.chosen_line, integer) is
  'Parts the chosen entries of a line of visitors at a quarter of an hour.';
