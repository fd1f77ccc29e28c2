create function analytics.sessions_by_page(scope analytics.scope, by_entry boolean)
  returns table (page_key integer, sessions bigint, bounces bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set enable_sort = off
  set jit = off
  language plpgsql
as $$
declare
  looked_at analytics.scope;
begin
  -- Of those that viewed a page, each is looked at: the lines of pages do not tell where sessions ended.
  foreach looked_at in array case
    when scope.page is null then analytics.beside_lineups(scope, 'visitor') else array[scope]
  end loop
    return query
      select case when by_entry then entry_page_key else exit_page_key end as place,
        count(*), count(*) filter (where bounced)
      from analytics.starts_there(looked_at)
      where case when by_entry then entry_page_key else exit_page_key end is not null
      group by place;
  end loop;
  if scope.page is not null then
    return;
  end if;

  return query
    with there as materialized (
      select chosen.first_day, chosen.bits & started.bits as started,
        coalesce(chosen.bits & bounced.bits, chosen.bits # chosen.bits) as bounced
      from analytics.chosen(scope, 'visitor') as chosen
      join analytics.bitmaps as started
        on started.assistant_key = scope.assistant_key and started.arranged = 'visitor'
        and started.first_day = chosen.first_day and started.mark = 'started'
      left join analytics.bitmaps as bounced
        on bounced.assistant_key = scope.assistant_key and bounced.arranged = 'visitor'
        and bounced.first_day = chosen.first_day and bounced.mark = 'bounced'
    )
    select entry.page_key, count(*), sum(entry.bounced)
    from (
      select placed.page_key, get_bit(placed.bounced, placed.place) as bounced
      from (
        select unnest(case when by_entry then entry_pages else exit_pages end) as page_key,
          generate_series(0, entries - 1) as place, there.started, there.bounced
        from there
        join analytics.lineups
          on lineups.assistant_key = scope.assistant_key and lineups.arranged = 'visitor'
          and lineups.first_day = there.first_day
      ) as placed
      where get_bit(placed.started, placed.place) = 1 and placed.page_key is not null
      -- Bits are not taken along into the groups.
      offset 0
    ) as entry
    group by entry.page_key;
end
$$;

comment on function analytics.sessions_by_page(analytics.scope, boolean) is
  'The sessions of a scope, and those of them that bounced, by the page they began with or, if not by_entry, ended with; without those that viewed none. A page may come more than once.';
