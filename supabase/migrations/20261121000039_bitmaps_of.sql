create function analytics.bitmaps_of(amounts integer[])
  returns table (number integer, bits bit varying)
  immutable
  set search_path = ''
  set jit = off
  language plpgsql
as $$
declare
  most constant integer := (select max(amount) from (select unnest(amounts) as amount) as each);
  rest constant text := repeat('0', (64 - cardinality(amounts) % 64) % 64);
begin
  for digit in 0 .. 30 loop
    exit when coalesce(most, 0) >> digit = 0;
    return query
      select digit, (
        string_agg(case when (amount >> digit) & 1 = 1 then '1' else '0' end, '') || rest
      )::bit varying
      from (select unnest(amounts) as amount) as each;
  end loop;
end
$$;

comment on function analytics.bitmaps_of(integer[]) is
  'The binary digits of amounts that are not negative, the lowest as number 0, each for all amounts in their order and filled up to whole words of 64.';
