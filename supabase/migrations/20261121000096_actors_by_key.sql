create function analytics.actors_by_key(
  scope analytics.scope, arranged analytics.arrangement, lines analytics.chosen_line[],
  other_keys text[], others bigint[], steps integer[]
)
  returns table (is_whole boolean, key text, opened bigint, started bigint, submitted bigint)
  stable
  parallel safe
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set enable_sort = off
  set jit = off
  set max_parallel_workers_per_gather = 0
  set work_mem = '64MB'
  language plpgsql
as $$
begin
  return query
    with marked as materialized (
      -- What is computed is at hand; what is stored would be fetched anew for each entry.
      select there.first_day, there.bits, coalesce(there.bits & conversed.bits, none.bits) as conversed,
        coalesce(there.bits & submitted.bits, none.bits) as submitted
      from unnest(lines) as there
      left join analytics.bitmaps as conversed
        on conversed.assistant_key = scope.assistant_key and conversed.arranged = actors_by_key.arranged
        and conversed.first_day = there.first_day and conversed.mark = 'conversed'
      left join analytics.bitmaps as submitted
        on submitted.assistant_key = scope.assistant_key and submitted.arranged = actors_by_key.arranged
        and submitted.first_day = there.first_day and submitted.mark = 'submitted'
      cross join lateral (select there.bits # there.bits as bits) as none
    ),
    acted as (
      select entry.key, entry.visitor, 1 + get_bit(entry.conversed, place) + get_bit(entry.submitted, place) as step
      from (
        select marked.*, unnest(lineups.acted_with) as key, unnest(lineups.actors) as visitor, unnest(lineups.acted_at) as place
        from marked
        join analytics.lineups
          on lineups.assistant_key = scope.assistant_key and lineups.arranged = actors_by_key.arranged
          and lineups.first_day = marked.first_day
      ) as entry
      where get_bit(entry.bits, place) = 1
      union all
      select other.key, other.visitor, other.step from unnest(other_keys, others, steps) as other (key, visitor, step)
    ),
    reached as (
      select grouping(acted.key) = 1 as is_whole, acted.key, max(acted.step) as step
      from acted group by grouping sets ((acted.key, visitor), (visitor))
    )
    select reached.is_whole, reached.key, count(*), count(*) filter (where step >= 2), count(*) filter (where step = 3)
    from reached group by reached.is_whole, reached.key;
end
$$;

comment on function analytics.actors_by_key(
  analytics.scope, analytics.arrangement, analytics.chosen_line[], text[], bigint[], integer[]
) is
  'How many distinct visitors opened the widget, started a conversation, and submitted an inquiry, or came further than that, in the entries that are chosen of lines and with others, each with a key and a step (1, 2, 3): by key, and in all.';
