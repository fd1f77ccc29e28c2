create function analytics.note_elsewhere(assistant_key integer, arranged analytics.arrangement, first date)
  returns void
  volatile
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set enable_mergejoin = off
  set enable_sort = off
  set jit = off
  set work_mem = '192MB'
  language plpgsql
as $$
#variable_conflict use_column
begin
  insert into analytics.bitmaps (assistant_key, arranged, first_day, mark, number, bits)
  with told as (
    select first_day, key_place, visitors, places, coalesce(key, '') as key
    from analytics.lineup_visitors
    join analytics.lineup_keys using (assistant_key, arranged, first_day)
    where assistant_key = note_elsewhere.assistant_key and arranged = note_elsewhere.arranged and place = key_place
  ),
  here as materialized (
    select key, unnest(visitors) as visitor, unnest(places) as place from told where first_day = first
  ),
  met as materialized (
    select there.first_day, there.place, here.place as place_here
    from (
      select first_day, key, unnest(visitors) as visitor, unnest(places) as place from told where first_day <> first
    ) as there
    join here using (key, visitor)
  )
  select note_elsewhere.assistant_key, note_elsewhere.arranged, first_day, 'elsewhere', 0, analytics.bits_at(places, entries)
  from (
    select first_day, array_agg(place) as places from met group by first_day
    union all
    select first, array_agg(distinct place_here) from met having count(*) > 0
  ) as marked
  join analytics.lineups using (first_day)
  where assistant_key = note_elsewhere.assistant_key and arranged = note_elsewhere.arranged
  on conflict (assistant_key, arranged, first_day, mark, number) do update set bits = bitmaps.bits | excluded.bits;
end
$$;

comment on function analytics.note_elsewhere(integer, analytics.arrangement, date) is
  'Marks the visitors of a line who are in other lines of its arrangement too, there and here. One that left the others stays marked.';
