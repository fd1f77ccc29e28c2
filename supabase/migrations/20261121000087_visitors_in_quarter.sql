create function analytics.visitors_in_quarter(
  scope analytics.scope, arranged analytics.arrangement, lines analytics.chosen_line[], keys text[],
  other_keys text[], others bigint[], quarter integer
)
  returns table (key text, visitors bigint)
  stable
  parallel safe
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set enable_mergejoin = off
  set enable_sort = off
  set jit = off
  set max_parallel_workers_per_gather = 0
  set work_mem = '64MB'
  language plpgsql
as $$
#variable_conflict use_column
begin
  -- It is one of the processes that share the work, and starts no more.
  return query
    with in_lines as materialized (
      select lineup_keys.key, array_agg(lineup_keys.first_day) as first_days, array_agg(lineup_keys.place) as places
      from analytics.lineup_keys
      where lineup_keys.assistant_key = scope.assistant_key and lineup_keys.arranged = visitors_in_quarter.arranged
        and lineup_keys.first_day in (select first_day from unnest(lines))
        and (keys is null or lineup_keys.key = any (keys))
      group by lineup_keys.key
    ),
    beside as materialized (
      select other.key, array_agg(other.visitor) as visitors
      from unnest(other_keys, others) as other (key, visitor)
      where analytics.visitor_quarter(other.visitor) = visitors_in_quarter.quarter
      group by other.key
    ),
    line as materialized (
      select there.first_day, there.bits, bit_count(there.bits) * 6 > length(there.bits) as is_dense
      from unnest(lines) as there
    )
    -- Key by key, what is told apart is little at a time.
    select coalesce(in_lines.key, beside.key), counted.visitors
    from in_lines
    full join beside on array[beside.key] = array[in_lines.key]
    cross join lateral (
      select count(*) as visitors
      from (
        -- Where many are chosen, each visitor is asked for; where few are, each that is chosen.
        select visited.visitor
        from (
          select line.bits, unnest(told.visitors) as visitor, unnest(told.places) as place
          from unnest(in_lines.first_days, in_lines.places) as part (first_day, place)
          join line using (first_day)
          join analytics.lineup_visitors as told
            on told.assistant_key = scope.assistant_key and told.arranged = visitors_in_quarter.arranged
            and told.first_day = part.first_day and told.quarter = visitors_in_quarter.quarter
            and told.key_place = part.place
          where line.is_dense
        ) as visited
        where get_bit(visited.bits, visited.place) = 1
        union
        select sparse.visitors[sparse.number]
        from (
          select told.visitors, told.places, chosen.place, width_bucket(chosen.place, told.places) as number
          from unnest(in_lines.first_days, in_lines.places) as part (first_day, place)
          join line using (first_day)
          cross join lateral (
            -- Read from where they are kept once, not for each that is looked for.
            select visitors || '{}'::bigint[] as visitors, places || '{}'::integer[] as places
            from analytics.lineup_visitors
            where lineup_visitors.assistant_key = scope.assistant_key
              and lineup_visitors.arranged = visitors_in_quarter.arranged
              and lineup_visitors.first_day = part.first_day
              and lineup_visitors.quarter = visitors_in_quarter.quarter and key_place = part.place
            offset 0
          ) as told
          cross join lateral (
            select told.places[1] + place as place
            from analytics.places_of(substring(
              line.bits from told.places[1] + 1 for told.places[cardinality(told.places)] - told.places[1] + 1
            )) as place
          ) as chosen
          where not line.is_dense
        ) as sparse
        where sparse.number > 0 and sparse.places[sparse.number] = sparse.place
        union
        select unnest(beside.visitors)
      ) as each
    ) as counted
    where counted.visitors > 0;
end
$$;

comment on function analytics.visitors_in_quarter(
  analytics.scope, analytics.arrangement, analytics.chosen_line[], text[], text[], bigint[], integer
) is
  'The distinct visitors of one quarter of all, 1 to 4, who are chosen in lines that were spread, by key, or by some of the keys; with them others, each with a key.';
