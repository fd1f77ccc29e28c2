create function analytics.line_local_days(
  scope analytics.scope, lines analytics.chosen_line[], days analytics.local_day[]
)
  returns table (bucket timestamptz, pageviews bigint, visitors bigint)
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
declare
  first constant date := lines[1].first_day;
  last constant date := lines[cardinality(lines)].first_day;
  sides constant analytics.line_side[] := array(
    select analytics.line_sides(scope, there, quarter)
    from unnest(lines) as there
    cross join lateral (
      select distinct local.milliseconds / 900000 as quarter from unnest(days) as local
      where local.day >= there.first_day - 1 and local.day < there.first_day + 16
    ) as boundary
  );
begin
  return query
    with local as materialized (
      select each.bucket, each.day, milliseconds / 900000 as quarter from unnest(days) as each
    ),
    side as materialized (
      select * from unnest(sides)
    ),
    on_day as materialized (
      select * from analytics.days_of_lines(
        analytics.narrowed(scope, first, last + 16), 'visitor'
      )
    ),
    came as materialized (
      select on_day.day, quarter, bit_count(came_early & on_day.bits) as early, bit_count(came_late & on_day.bits) as late,
        coalesce(bit_count(came_back & on_day.bits), 0) as back
      from side join on_day using (first_day)
    ),
    digit as materialized (
      select side.first_day, quarter, number, wholly_early & views.bits as early, wholly_late & views.bits as late
      from side
      join analytics.bitmaps as views
        on views.assistant_key = scope.assistant_key and views.arranged = 'visitor'
        and views.first_day = side.first_day and views.mark = 'views'
    ),
    viewed as materialized (
      select on_day.day, quarter, sum(bit_count(digit.early & on_day.bits) << number) as early,
        sum(bit_count(digit.late & on_day.bits) << number) as late
      from digit join on_day using (first_day) group by on_day.day, quarter
    ),
    across as (
      select split.day, sum(split.views) as views from analytics.views_across(scope, sides, days) as split group by split.day
    ),
    -- Who is in two lines on days that follow each other is in them twice. Fewer come in the shorter part of a day.
    met as materialized (
      select before.first_day + 15 as day, before.visitor
      from analytics.visitors_at(scope, 'visitor', array(
        select (side.first_day, came_late & on_day.bits)::analytics.chosen_line
        from side join on_day using (first_day) join local on local.day = on_day.day and local.quarter = side.quarter
        where on_day.day = side.first_day + 15 and side.quarter >= 48
      )) as before
      union all
      select after.first_day - 1, after.visitor
      from analytics.visitors_at(scope, 'visitor', array(
        select (side.first_day, came_early & on_day.bits)::analytics.chosen_line
        from side join on_day using (first_day) join local on local.day + 1 = on_day.day and local.quarter = side.quarter
        where on_day.day = side.first_day and side.quarter < 48
      )) as after
    ),
    twice as (
      select local.day, count(*) as visitors
      from local join met on met.day = local.day
      where exists (
        select from analytics.rolled_stays(scope) as stays
        where stays.day = local.day + case when quarter < 48 then 0 else 1 end and stays.visitor = met.visitor
          and case when quarter < 48 then last_view >= 900000 * quarter else first_view < 900000 * quarter end
      )
      group by local.day
    ),
    counted as (
      select local.bucket,
        (coalesce(viewed.late, 0) + coalesce(viewed_next.early, 0) + coalesce(across.views, 0))::bigint as pageviews,
        coalesce(came.late - came.back, 0) + coalesce(came_next.early, 0) - coalesce(twice.visitors, 0) as visitors
      from local
      left join viewed on viewed.day = local.day and viewed.quarter = local.quarter
      left join viewed as viewed_next on viewed_next.day = local.day + 1 and viewed_next.quarter = local.quarter
      left join came on came.day = local.day and came.quarter = local.quarter
      left join came as came_next on came_next.day = local.day + 1 and came_next.quarter = local.quarter
      left join across on across.day = local.day
      left join twice on twice.day = local.day
    )
    select counted.* from counted where counted.pageviews > 0;
end
$$;

comment on function analytics.line_local_days(analytics.scope, analytics.chosen_line[], analytics.local_day[]) is
  'What filtered_local_days adds up, of some lines of visitors on end within a scope, of which these entries are chosen: of days that begin at a quarter of an hour and are in such lines. A day that is in two lines may be told in two parts.';
