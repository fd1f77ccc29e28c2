create function analytics.places_of(bits bit varying)
  returns setof integer
  immutable
  parallel safe
  language sql
begin atomic
  select (sum(length(gap) + 1) over (rows unbounded preceding) - 1)::integer
  from unnest((string_to_array(bits::text, '1'))[:bit_count(bits)::integer]) as gap;
end;

comment on function analytics.places_of(bit varying) is 'Where bits are set, from 0, in order.';
