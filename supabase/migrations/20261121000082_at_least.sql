create function analytics.at_least(digits bit varying[], minimum integer, whole bit varying)
  returns bit varying
  immutable
  parallel safe
  set search_path = ''
  language plpgsql
as $$
declare
  number integer := 0;
  reached bit varying := whole;
  digit bit varying;
begin
  if minimum >> cardinality(digits) > 0 then
    return whole # whole;
  end if;
  foreach digit in array digits loop
    reached := case when (minimum >> number) & 1 = 1 then digit & reached else digit | reached end;
    number := number + 1;
  end loop;
  return reached;
end
$$;

comment on function analytics.at_least(bit varying[], integer, bit varying) is
  'Of a line: whose number, of which digits are the binary ones from the lowest up, is not less than another one, of the whole line.';
