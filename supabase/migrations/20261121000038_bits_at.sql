create function analytics.bits_at(places integer[], entries integer)
  returns bit varying
  immutable
  parallel safe
  set search_path = ''
  set jit = off
  language plpgsql
as $$
declare
  words constant integer := (entries + 63) / 64;
begin
  return (
    with word as (
      select place / 64 as word, bit_or(1::bigint << (63 - place % 64)) as bits
      from (select unnest(places) as place) as each group by place / 64
    ),
    gapped as (
      select word, bits, word - coalesce(lag(word) over (order by word), -1) - 1 as gap from word
    )
    select 'x' || coalesce(string_agg(repeat('0', 16 * gap) || lpad(to_hex(bits), 16, '0'), '' order by word), '')
      || repeat('0', 16 * (words - 1 - coalesce(max(word), -1)))
    from gapped
  )::bit varying;
end
$$;

comment on function analytics.bits_at(integer[], integer) is
  'One bit for each of so many entries, filled up to whole words of 64: set at these places, from 0.';
