create function analytics.actors_in_lines(
  scope analytics.scope, arranged analytics.arrangement, lines analytics.chosen_line[]
)
  returns table (key text, visitor bigint, step integer)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
#variable_conflict use_column
begin
  return query
    with marked as materialized (
      -- What is computed is at hand; what is stored would be fetched anew for each entry.
      select there.first_day, there.bits & opened.bits as opened,
        coalesce(there.bits & conversed.bits, none.bits) as conversed,
        coalesce(there.bits & submitted.bits, none.bits) as submitted
      from unnest(lines) as there
      join analytics.bitmaps as opened
        on opened.assistant_key = scope.assistant_key and opened.arranged = actors_in_lines.arranged
        and opened.first_day = there.first_day and opened.mark = 'opened'
      left join analytics.bitmaps as conversed
        on conversed.assistant_key = scope.assistant_key and conversed.arranged = actors_in_lines.arranged
        and conversed.first_day = there.first_day and conversed.mark = 'conversed'
      left join analytics.bitmaps as submitted
        on submitted.assistant_key = scope.assistant_key and submitted.arranged = actors_in_lines.arranged
        and submitted.first_day = there.first_day and submitted.mark = 'submitted'
      cross join lateral (select opened.bits # opened.bits as bits) as none
    ),
    -- Bits join only once it is known where the entries of some visitors end: nothing long is sorted.
    part as materialized (
      select lineup_keys.first_day, lineup_keys.key, told.visitors, told.places, coalesce(
          lead(told.places[1]) over (partition by told.first_day, told.key_place order by told.quarter),
          lineup_keys.place + lineup_keys.entries
        ) as until
      from analytics.lineup_keys
      join analytics.lineup_visitors as told
        on told.assistant_key = scope.assistant_key and told.arranged = actors_in_lines.arranged
        and told.first_day = lineup_keys.first_day and told.key_place = lineup_keys.place
      where lineup_keys.assistant_key = scope.assistant_key and lineup_keys.arranged = actors_in_lines.arranged
        and lineup_keys.first_day in (select first_day from unnest(lines))
    )
    select told.key, told.visitors[width_bucket(acted.place, told.places)],
      1 + get_bit(told.conversed, acted.place) + get_bit(told.submitted, acted.place)
    from (
      select part.key, part.until, marked.opened, marked.conversed, marked.submitted,
        part.visitors || '{}'::bigint[] as visitors, part.places || '{}'::integer[] as places
      from part join marked using (first_day)
      offset 0
    ) as told
    cross join lateral (
      select told.places[1] + place as place
      from analytics.places_of(substring(told.opened from told.places[1] + 1 for told.until - told.places[1])) as place
    ) as acted;
end
$$;

comment on function analytics.actors_in_lines(analytics.scope, analytics.arrangement, analytics.chosen_line[]) is
  'Who opened the widget in the entries that are chosen of lines, by key, and how far they came in each: 1 opened, 2 started a conversation, 3 submitted an inquiry.';
