create function analytics.equal_to(digits bit varying[], number integer, whole bit varying)
  returns bit varying
  immutable
  parallel safe
  set search_path = ''
  language plpgsql
as $$
declare
  place integer := 0;
  reached bit varying := whole;
  digit bit varying;
begin
  if number >> cardinality(digits) <> 0 then
    return whole # whole;
  end if;
  foreach digit in array digits loop
    reached := reached & case when (number >> place) & 1 = 1 then digit else ~digit end;
    place := place + 1;
  end loop;
  return reached;
end
$$;

comment on function analytics.equal_to(bit varying[], integer, bit varying) is
  'Of a line: whose number, of which digits are the binary ones from the lowest up, is this one, of the whole line.';
