create function analytics.visitors_alone(
  scope analytics.scope, arranged analytics.arrangement, lines analytics.chosen_line[], keys text[]
)
  returns table (key text, visitors bigint)
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
    with alone as materialized (
      select there.first_day, there.bits & ~coalesce(elsewhere.bits, there.bits # there.bits) as bits
      from unnest(lines) as there
      left join analytics.bitmaps as elsewhere
        on elsewhere.assistant_key = scope.assistant_key and elsewhere.arranged = visitors_alone.arranged
        and elsewhere.first_day = there.first_day and elsewhere.mark = 'elsewhere'
    )
    select lineup_keys.key, sum(counted)::bigint
    from alone
    join analytics.lineup_keys
      on lineup_keys.assistant_key = scope.assistant_key and lineup_keys.arranged = visitors_alone.arranged
      and lineup_keys.first_day = alone.first_day and (keys is null or lineup_keys.key = any (keys))
    cross join lateral (select bit_count(substring(alone.bits from place + 1 for entries)) as counted offset 0) as count
    where counted > 0
    group by lineup_keys.key;
end
$$;

comment on function analytics.visitors_alone(
  analytics.scope, analytics.arrangement, analytics.chosen_line[], text[]
) is
  'The visitors whose first entries are chosen in lines and who are in one line only, by key, or by some of the keys: whom counting line by line counts once.';
