create function analytics.actors_in_lines(
  scope analytics.scope, arranged analytics.arrangement, lines analytics.chosen_line[]
)
  returns table (key text, visitor bigint, step integer)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set enable_sort = off
  set jit = off
  set max_parallel_workers_per_gather = 0
  language plpgsql
as $$
begin
  return query
    with of_line as materialized (
      select lineup_keys.first_day, lineup_keys.place, lineup_keys.key from analytics.lineup_keys
      where lineup_keys.assistant_key = scope.assistant_key and lineup_keys.arranged = actors_in_lines.arranged
        and lineup_keys.first_day in (select first_day from unnest(lines))
    ),
    marked as materialized (
      -- What is computed is at hand; what is stored would be fetched anew for each entry.
      select there.first_day, there.bits, coalesce(there.bits & conversed.bits, none.bits) as conversed,
        coalesce(there.bits & submitted.bits, none.bits) as submitted, starts
      from unnest(lines) as there
      left join analytics.bitmaps as conversed
        on conversed.assistant_key = scope.assistant_key and conversed.arranged = actors_in_lines.arranged
        and conversed.first_day = there.first_day and conversed.mark = 'conversed'
      left join analytics.bitmaps as submitted
        on submitted.assistant_key = scope.assistant_key and submitted.arranged = actors_in_lines.arranged
        and submitted.first_day = there.first_day and submitted.mark = 'submitted'
      cross join lateral (select there.bits # there.bits as bits) as none
      cross join lateral (
        select array_agg(of_line.place order by of_line.place) as starts from of_line
        where of_line.first_day = there.first_day
      ) as known
    )
    select of_line.key, acted.visitor, acted.step
    from (
      select entry.first_day, entry.visitor, entry.starts[width_bucket(entry.place, entry.starts)] as key_place,
        1 + get_bit(entry.conversed, entry.place) + get_bit(entry.submitted, entry.place) as step
      from (
        select marked.*, unnest(lineups.actors) as visitor, unnest(lineups.acted_at) as place
        from marked
        join analytics.lineups
          on lineups.assistant_key = scope.assistant_key and lineups.arranged = actors_in_lines.arranged
          and lineups.first_day = marked.first_day
      ) as entry
      where get_bit(entry.bits, entry.place) = 1
      -- Bits are not taken along.
      offset 0
    ) as acted
    join of_line on of_line.first_day = acted.first_day and of_line.place = acted.key_place;
end
$$;

comment on function analytics.actors_in_lines(analytics.scope, analytics.arrangement, analytics.chosen_line[]) is
  'Who opened the widget in the entries that are chosen of lines, by key, and how far they came in each: 1 opened, 2 started a conversation, 3 submitted an inquiry.';
