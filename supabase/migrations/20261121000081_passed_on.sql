create function analytics.passed_on(bits bit varying, same bit varying[])
  returns bit varying
  immutable
  parallel safe
  set search_path = ''
  language plpgsql
as $$
declare
  distance integer := 1;
  reached bit varying := bits;
  digit bit varying;
begin
  foreach digit in array same loop
    reached := reached | ((reached << distance) & digit);
    distance := 2 * distance;
  end loop;
  return reached;
end
$$;

comment on function analytics.passed_on(bit varying, bit varying[]) is
  'Of a line: at each entry whether it, or a later one that is the same, is set; same are the bitmaps of a mark that says which are, in their order.';
