create function analytics.ends_of_lines(scope analytics.scope, lines analytics.chosen_line[], by_entry boolean)
  returns table (page_key integer, sessions bigint, bounces bigint)
  stable
  parallel safe
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set enable_sort = off
  set jit = off
  set max_parallel_workers_per_gather = 0
  language plpgsql
as $$
begin
  return query
    with there as materialized (
      select chosen.first_day, chosen.bits & started.bits as started,
        coalesce(chosen.bits & bounced.bits, chosen.bits # chosen.bits) as bounced
      from unnest(lines) as chosen
      join analytics.bitmaps as started
        on started.assistant_key = scope.assistant_key and started.arranged = 'visitor'
        and started.first_day = chosen.first_day and started.mark = 'started'
      left join analytics.bitmaps as bounced
        on by_entry and bounced.assistant_key = scope.assistant_key and bounced.arranged = 'visitor'
        and bounced.first_day = chosen.first_day and bounced.mark = 'bounced'
    )
    select entry.page_key, count(*), sum(entry.bounced)
    from (
      select placed.page_key, case when by_entry then get_bit(placed.bounced, placed.place) else 0 end as bounced
      from (
        select unnest(case when by_entry then entry_pages else exit_pages end) as page_key,
          generate_series(0, entries - 1) as place, there.started, there.bounced
        from there
        join analytics.lineups
          on lineups.assistant_key = scope.assistant_key and lineups.arranged = 'visitor'
          and lineups.first_day = there.first_day
      ) as placed
      where get_bit(placed.started, placed.place) = 1 and placed.page_key > 0
      -- Bits are not taken along into the groups.
      offset 0
    ) as entry
    group by entry.page_key;
end
$$;

comment on function analytics.ends_of_lines(analytics.scope, analytics.chosen_line[], boolean) is
  'The sessions that started in the entries that are chosen of lines of visitors, as sessions_by_page has them; how many bounced is told by the page they began with only.';
