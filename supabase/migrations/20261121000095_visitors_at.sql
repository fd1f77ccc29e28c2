create function analytics.visitors_at(
  scope analytics.scope, arranged analytics.arrangement, lines analytics.chosen_line[]
)
  returns table (first_day date, key text, place integer, visitor bigint)
  stable
  parallel safe
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
#variable_conflict use_column
begin
  return query
    -- Bits join only once it is known where the entries of some visitors end: nothing long is sorted.
    with part as materialized (
      select lineup_keys.first_day, lineup_keys.key, told.visitors, told.places, coalesce(
          lead(told.places[1]) over (partition by told.first_day, told.key_place order by told.quarter),
          lineup_keys.place + lineup_keys.entries
        ) as until
      from analytics.lineup_keys
      join analytics.lineup_visitors as told
        on told.assistant_key = scope.assistant_key and told.arranged = visitors_at.arranged
        and told.first_day = lineup_keys.first_day and told.key_place = lineup_keys.place
      where lineup_keys.assistant_key = scope.assistant_key and lineup_keys.arranged = visitors_at.arranged
        and lineup_keys.first_day in (select first_day from unnest(lines))
    )
    select told.first_day, told.key, chosen.place, told.visitors[width_bucket(chosen.place, told.places)]
    from (
      -- Read from where they are kept once, not for each that is looked for.
      select part.first_day, part.key, part.until, there.bits,
        part.visitors || '{}'::bigint[] as visitors, part.places || '{}'::integer[] as places
      from part join unnest(lines) as there using (first_day)
      offset 0
    ) as told
    cross join lateral (
      select told.places[1] + place as place
      from analytics.places_of(substring(told.bits from told.places[1] + 1 for told.until - told.places[1])) as place
    ) as chosen;
end
$$;

comment on function analytics.visitors_at(analytics.scope, analytics.arrangement, analytics.chosen_line[]) is
  'Whose the entries are that are chosen of lines, with their places and keys.';
