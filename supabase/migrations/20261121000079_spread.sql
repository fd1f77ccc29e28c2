create function analytics.spread(
  scope analytics.scope, arranged analytics.arrangement, there analytics.chosen_line, mark analytics.mark default 'same'
)
  returns analytics.chosen_line
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  same record;
begin
  there.bits := there.bits & (
    select bits from analytics.bitmaps
    where bitmaps.assistant_key = scope.assistant_key and bitmaps.arranged = spread.arranged
      and bitmaps.first_day = there.first_day and bitmaps.mark = 'viewed'
  );
  for same in
    select bits, 1 << number as distance from analytics.bitmaps
    where bitmaps.assistant_key = scope.assistant_key and bitmaps.arranged = spread.arranged
      and bitmaps.first_day = there.first_day and bitmaps.mark = spread.mark
    order by number
  loop
    there.bits := there.bits | ((there.bits << same.distance) & same.bits);
  end loop;
  return there;
end
$$;

comment on function analytics.spread(analytics.scope, analytics.arrangement, analytics.chosen_line, analytics.mark) is
  'Of a line: at each entry whether it, or a later one that is the same by the mark, is chosen and something was viewed. So a visitor''s first entry tells of all.';
