create function analytics.views_across(
  scope analytics.scope, sides analytics.line_side[], days analytics.local_day[]
)
  returns table (day date, views bigint)
  stable
  parallel safe
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set max_parallel_workers_per_gather = 0
  language plpgsql
as $$
#variable_conflict use_column
begin
  return query
    with line as materialized (
      -- Where clocks change, a line is parted twice.
      select side.first_day, bit_or(side.across) as bits from unnest(sides) as side group by side.first_day
    ),
    entry as materialized (
      select each.first_day, each.place, each.visitor
      from analytics.visitors_at(scope, 'visitor', array(select line::analytics.chosen_line from line)) as each
    ),
    digit as materialized (
      -- What is computed is at hand; what is stored would be fetched anew for each entry.
      select bitmaps.first_day, number, bits | bits as bits
      from analytics.bitmaps
      where bitmaps.assistant_key = scope.assistant_key and arranged = 'visitor' and mark = 'day'
        and bitmaps.first_day in (select first_day from line)
    ),
    placed as (
      select entry.first_day + coalesce(sum(get_bit(digit.bits, entry.place) << number), 0)::integer as day, entry.visitor
      from entry left join digit using (first_day)
      group by entry.first_day, entry.place, entry.visitor
    ),
    stay as materialized (
      select stays.day, moments, first_view, last_view
      from (select distinct day, visitor from placed) as there
      cross join lateral (
        select * from analytics.rolled_stays(scope) as stays
        where stays.day = there.day and stays.visitor = there.visitor and views > 1
      ) as stays
    )
    select local.day, sum(cardinality(moments) - width_bucket(milliseconds - 1, moments))::bigint
    from unnest(days) as local
    join stay on stay.day = local.day and first_view < milliseconds and last_view >= milliseconds
    group by local.day
    union all
    select local.day, sum(width_bucket(milliseconds - 1, moments))::bigint
    from unnest(days) as local
    join stay on stay.day = local.day + 1 and first_view < milliseconds and last_view >= milliseconds
    group by local.day;
end
$$;

comment on function analytics.views_across(analytics.scope, analytics.line_side[], analytics.local_day[]) is
  'Of the stays across the start or the end of local days, as lines know them, the page views that were on each.';
