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
    with of_line as materialized (
      select lineup_keys.first_day, lineup_keys.place, lineup_keys.key from analytics.lineup_keys
      where lineup_keys.assistant_key = scope.assistant_key and lineup_keys.arranged = actors_by_key.arranged
        and lineup_keys.first_day in (select first_day from unnest(lines))
    ),
    begun as materialized (
      select of_line.first_day, array_agg(of_line.place order by of_line.place) as starts
      from of_line group by of_line.first_day
    ),
    marked as materialized (
      -- What is computed is at hand; what is stored would be fetched anew for each entry.
      select there.first_day, there.bits, coalesce(there.bits & conversed.bits, none.bits) as conversed,
        coalesce(there.bits & submitted.bits, none.bits) as submitted, starts
      from unnest(lines) as there
      join begun on begun.first_day = there.first_day
      left join analytics.bitmaps as conversed
        on conversed.assistant_key = scope.assistant_key and conversed.arranged = actors_by_key.arranged
        and conversed.first_day = there.first_day and conversed.mark = 'conversed'
      left join analytics.bitmaps as submitted
        on submitted.assistant_key = scope.assistant_key and submitted.arranged = actors_by_key.arranged
        and submitted.first_day = there.first_day and submitted.mark = 'submitted'
      cross join lateral (select there.bits # there.bits as bits) as none
    ),
    acted as (
      select of_line.key, entry.visitor, entry.step
      from (
        select actor.first_day, actor.visitor, actor.starts[width_bucket(actor.place, actor.starts)] as key_place,
          1 + get_bit(actor.conversed, actor.place) + get_bit(actor.submitted, actor.place) as step
        from (
          select marked.*, unnest(lineups.actors) as visitor, unnest(lineups.acted_at) as place
          from marked
          join analytics.lineups
            on lineups.assistant_key = scope.assistant_key and lineups.arranged = actors_by_key.arranged
            and lineups.first_day = marked.first_day
        ) as actor
        where get_bit(actor.bits, actor.place) = 1
        -- Bits are not taken along.
        offset 0
      ) as entry
      join of_line on of_line.first_day = entry.first_day and of_line.place = entry.key_place
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
