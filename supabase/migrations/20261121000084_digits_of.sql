create function analytics.digits_of(
  assistant_key integer, arranged analytics.arrangement, first date, mark analytics.mark
)
  returns bit varying[]
  stable
  parallel safe
  set search_path = ''
  language plpgsql
as $$
begin
  return array(
    select bits from analytics.bitmaps
    where bitmaps.assistant_key = digits_of.assistant_key and bitmaps.arranged = digits_of.arranged
      and bitmaps.first_day = first and bitmaps.mark = digits_of.mark
    order by number
  );
end
$$;

comment on function analytics.digits_of(integer, analytics.arrangement, date, analytics.mark) is
  'The bitmaps of a mark in a line, by their number.';
