create function analytics.note_elsewhere(assistant_key integer, arranged analytics.arrangement, first date)
  returns void
  volatile
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set enable_mergejoin = off
  set enable_nestloop = off
  set enable_sort = off
  set jit = off
  set work_mem = '192MB'
  language plpgsql
as $$
#variable_conflict use_column
begin
  with told as (
    select first_day, quarter, key_place, visitors, places, coalesce(key, '') as key
    from analytics.lineup_visitors
    join analytics.lineup_keys using (assistant_key, arranged, first_day)
    where assistant_key = note_elsewhere.assistant_key and arranged = note_elsewhere.arranged and place = key_place
  ),
  here as materialized (
    select key, key_place, unnest(visitors) as visitor, unnest(places) as place from told where first_day = first
  ),
  pairs as materialized (
    select there.first_day, quarter, there.key_place, there.place, visitor, here.key_place as key_place_here,
      here.place as place_here
    from (
      select first_day, quarter, key, key_place, unnest(visitors) as visitor, unnest(places) as place
      from told where first_day <> first
    ) as there
    join here using (key, visitor)
  ),
  known as materialized (
    select first_day, bits | bits as bits from analytics.bitmaps
    where assistant_key = note_elsewhere.assistant_key and arranged = note_elsewhere.arranged and mark = 'elsewhere'
  ),
  met as materialized (
    select first_day, quarter, key_place, place, visitor
    from (
      select first_day, quarter, key_place, place, visitor from pairs
      union all
      select distinct first, quarter, key_place_here, place_here, visitor from pairs
    ) as either
    left join known using (first_day)
    where bits is null or get_bit(bits, place) = 0
  ),
  noted as (
    update analytics.lineup_visitors as told
    set (elsewhere, elsewhere_at) = (
      select array_agg(visitor order by place), array_agg(place order by place)
      from (
        select unnest(told.elsewhere) as visitor, unnest(told.elsewhere_at) as place
        union all
        select unnest(added.visitors), unnest(added.places)
      ) as each
    )
    from (
      select first_day, quarter, key_place, array_agg(visitor) as visitors, array_agg(place) as places
      from met group by first_day, quarter, key_place
    ) as added
    where told.assistant_key = note_elsewhere.assistant_key and told.arranged = note_elsewhere.arranged
      and told.first_day = added.first_day and told.quarter = added.quarter and told.key_place = added.key_place
  )
  insert into analytics.bitmaps (assistant_key, arranged, first_day, mark, number, bits)
  select note_elsewhere.assistant_key, note_elsewhere.arranged, first_day, 'elsewhere', 0, analytics.bits_at(places, entries)
  from (
    select first_day, array_agg(place) as places from met group by first_day
  ) as marked
  join analytics.lineups using (first_day)
  where assistant_key = note_elsewhere.assistant_key and arranged = note_elsewhere.arranged
  on conflict (assistant_key, arranged, first_day, mark, number) do update set bits = bitmaps.bits | excluded.bits;
end
$$;

comment on function analytics.note_elsewhere(integer, analytics.arrangement, date) is
  'Notes the visitors of a line who are in other lines of its arrangement too, there and here, in a mark and beside all visitors. One that left the others stays noted.';
