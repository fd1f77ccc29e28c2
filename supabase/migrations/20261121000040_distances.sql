create function analytics.distances(firsts bit varying, whole bit varying)
  returns table (number integer, bits bit varying)
  immutable
  set search_path = ''
  language plpgsql
as $$
declare
  digit bit varying := (whole & ~firsts) << 1;
begin
  for place in 0 .. 30 loop
    exit when bit_count(digit) = 0;
    return query select place, digit;
    digit := digit & (digit << (1 << place));
  end loop;
end
$$;

comment on function analytics.distances(bit varying, bit varying) is
  'Of a whole line, given which entries are the first of those that are the same: by number, whether the entry 2^number places on is the same.';
