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
declare
  -- In which lines those may be who are in one line only.
  searched constant date[] := case when others <> '{}' then coalesce(
    analytics.lines_beside(scope, arranged), array(select first_day from unnest(lines))
  ) end;
begin
  -- It is one of the processes that share the work, and starts no more.
  return query
    with line as materialized (
      select there.first_day, again.bits as again,
        case when there.first_day = any (searched) then there.bits & ~again.bits end as alone
      from unnest(lines) as there
      left join analytics.bitmaps as elsewhere
        on elsewhere.assistant_key = scope.assistant_key and elsewhere.arranged = visitors_in_quarter.arranged
        and elsewhere.first_day = there.first_day and elsewhere.mark = 'elsewhere'
      cross join lateral (select coalesce(there.bits & elsewhere.bits, there.bits # there.bits) as bits) as again
    ),
    -- What is long is cut up once, key by key: what is told apart is little at a time, then.
    in_lines as materialized (
      select part.key, array_agg(part.first_day) as first_days, array_agg(part.place) as places,
        array_agg(part.again) as again, array_agg(part.alone) as alone
      from (
        select lineup_keys.key, line.first_day, place, substring(line.again from place + 1 for entries) as again,
          substring(line.alone from place + 1 for entries) as alone
        from line
        join analytics.lineup_keys
          on lineup_keys.assistant_key = scope.assistant_key and lineup_keys.arranged = visitors_in_quarter.arranged
          and lineup_keys.first_day = line.first_day and (keys is null or lineup_keys.key = any (keys))
        offset 0
      ) as part
      where bit_count(part.again) > 0 or bit_count(part.alone) > 0
      group by part.key
    ),
    beside as materialized (
      select other.key, array_agg(other.visitor) as visitors
      from unnest(other_keys, others) as other (key, visitor)
      where analytics.visitor_quarter(other.visitor) = visitors_in_quarter.quarter
      group by other.key
    )
    select coalesce(in_lines.key, beside.key), counted.visitors - known.visitors
    from in_lines
    full join beside on array[beside.key] = array[in_lines.key]
    cross join lateral (
      select count(distinct visitor) as visitors
      from (
        select told_apart.visitor
        from unnest(in_lines.first_days, in_lines.places, in_lines.again) as part (first_day, place, bits)
        cross join lateral (
          -- Read from where they are kept once, not for each that is looked for.
          select elsewhere || '{}'::bigint[] as visitors, elsewhere_at || '{}'::integer[] as places
          from analytics.lineup_visitors
          where bit_count(part.bits) > 0 and lineup_visitors.assistant_key = scope.assistant_key
            and lineup_visitors.arranged = visitors_in_quarter.arranged and lineup_visitors.first_day = part.first_day
            and lineup_visitors.quarter = visitors_in_quarter.quarter and key_place = part.place
          offset 0
        ) as told
        cross join lateral (
          select first, bits, bit_count(bits) * 6 > cardinality(told.places) as are_many
          from (select told.places[1] as first, told.places[cardinality(told.places)] as last) as bounds
          cross join lateral (select substring(part.bits from first - part.place + 1 for last - first + 1) as bits) as cut
          offset 0
        ) as those
        cross join lateral (
          -- Where many are chosen, each visitor is asked for; where few are, each that is chosen.
          select each.visitor
          from (
            select unnest(told.visitors) as visitor, unnest(told.places) as place
            where those.are_many
          ) as each
          where get_bit(those.bits, each.place - those.first) = 1
          union all
          select told.visitors[width_bucket(those.first + chosen.place, told.places)]
          from analytics.places_of(those.bits) as chosen (place)
          where not those.are_many
        ) as told_apart
        union all
        select unnest(beside.visitors)
      ) as each
    ) as counted
    cross join lateral (
      select count(*) as visitors
      from unnest(in_lines.first_days, in_lines.places, in_lines.alone) as part (first_day, place, bits)
      cross join lateral (
        select visitors || '{}'::bigint[] as visitors, places || '{}'::integer[] as places
        from analytics.lineup_visitors
        where bit_count(part.bits) > 0 and lineup_visitors.assistant_key = scope.assistant_key
          and lineup_visitors.arranged = visitors_in_quarter.arranged and lineup_visitors.first_day = part.first_day
          and lineup_visitors.quarter = visitors_in_quarter.quarter and key_place = part.place
        offset 0
      ) as told
      cross join lateral (
        select other, width_bucket(other, told.visitors) as number from unnest(beside.visitors) as other offset 0
      ) as found
      where beside.visitors is not null and number > 0 and told.visitors[number] = other
        and get_bit(part.bits, told.places[number] - part.place) = 1
    ) as known
    where counted.visitors > known.visitors;
end
$$;

comment on function analytics.visitors_in_quarter(
  analytics.scope, analytics.arrangement, analytics.chosen_line[], text[], text[], bigint[], integer
) is
  'Those of one quarter of all visitors, 1 to 4, whom visitors_alone leaves, by key, or by some of the keys: whose first entries are chosen in lines and who are in others too, and others, each with a key.';
