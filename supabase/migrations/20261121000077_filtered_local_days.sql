create function analytics.filtered_local_days(scope analytics.scope, days analytics.local_day[])
  returns table (bucket timestamptz, pageviews bigint, visitors bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
declare
  -- By UTC day of the range: at which millisecond a day begins on it, and one ends; null where none does.
  froms constant integer[] := array(
    select milliseconds
    from generate_series(0, scope.until_day - scope.first_day - 1) as place
    left join unnest(days) as local on local.day = scope.first_day + place
    order by place
  );
  untils constant integer[] := array(
    select milliseconds
    from generate_series(0, scope.until_day - scope.first_day - 1) as place
    left join unnest(days) as local on local.day = scope.first_day + place - 1
    order by place
  );
begin
  return query
    with sides as (
      -- Of each UTC day: what lies after the start of a day that begins on it, and before the end of one that ends on it.
      select stays.day, sum(views) filter (where first_view >= froms[place]) as views_from,
        count(distinct visitor) filter (where last_view >= froms[place]) as visitors_from,
        sum(views) filter (where last_view < untils[place]) as views_until,
        count(distinct visitor) filter (where first_view < untils[place]) as visitors_until
      from analytics.rolled_stays(scope) as stays
      cross join lateral (select stays.day - scope.first_day + 1 as place) as there
      where views > 0
      group by stays.day
    ),
    -- Sessions that go on across it count view by view,
    cut as (
      select stays.day, sum(cardinality(moments) - width_bucket(froms[place] - 1, moments))
          filter (where first_view < froms[place] and last_view >= froms[place]) as views_from,
        sum(width_bucket(untils[place] - 1, moments))
          filter (where first_view < untils[place] and last_view >= untils[place]) as views_until
      from analytics.rolled_stays(scope) as stays
      cross join lateral (select stays.day - scope.first_day + 1 as place) as there
      where first_view < froms[place] and last_view >= froms[place]
        or first_view < untils[place] and last_view >= untils[place]
      group by stays.day
    ),
    -- and visitors who are on both of its UTC days are one.
    both_days as (
      select earlier.day, count(*) as visitors
      from (
        select stays.day, visitor from analytics.rolled_stays(scope) as stays
        where last_view >= froms[stays.day - scope.first_day + 1] group by stays.day, visitor
      ) as earlier
      join (
        select stays.day, visitor from analytics.rolled_stays(scope) as stays
        where first_view < untils[stays.day - scope.first_day + 1] group by stays.day, visitor
      ) as later on later.visitor = earlier.visitor and later.day = earlier.day + 1
      group by earlier.day
    ),
    counted as (
      select local.bucket,
        coalesce(today.views_from, 0) + coalesce(cut_today.views_from, 0)
          + coalesce(tomorrow.views_until, 0) + coalesce(cut_tomorrow.views_until, 0) as pageviews,
        coalesce(today.visitors_from, 0) + coalesce(tomorrow.visitors_until, 0)
          - coalesce(both_days.visitors, 0) as visitors
      from unnest(days) as local
      left join sides as today on today.day = local.day
      left join sides as tomorrow on tomorrow.day = local.day + 1
      left join cut as cut_today on cut_today.day = local.day
      left join cut as cut_tomorrow on cut_tomorrow.day = local.day + 1
      left join both_days on both_days.day = local.day
    )
    select counted.bucket, counted.pageviews::bigint, counted.visitors from counted where counted.pageviews > 0;
end
$$;

comment on function analytics.filtered_local_days(analytics.scope, analytics.local_day[]) is
  'Page views and distinct visitors of plain days of a scope that is about all pages, from what its sessions did.';
