create function analytics.stay_local_days(scope analytics.scope, days analytics.local_day[])
  returns table (bucket timestamptz, pageviews bigint, visitors bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
declare
  -- By UTC day of the range: at which millisecond a day begins on it, and one ends; where none does, all is before or
  -- after it. In an array without nulls each place is found at once.
  froms constant integer[] := array(
    select coalesce(milliseconds, 86400000)
    from generate_series(0, scope.until_day - scope.first_day - 1) as place
    left join unnest(days) as local on local.day = scope.first_day + place
    order by place
  );
  untils constant integer[] := array(
    select coalesce(milliseconds, 0)
    from generate_series(0, scope.until_day - scope.first_day - 1) as place
    left join unnest(days) as local on local.day = scope.first_day + place - 1
    order by place
  );
begin
  return query
    -- Of each UTC day: what lies after the start of a day that begins on it, and before the end of one that ends on it.
    with side as (
      select stays.day - back as day, stays.visitor,
        case when back = 0 and first_view >= froms[place] or back = 1 and last_view < untils[place] then stays.views else 0 end
          as views
      from analytics.rolled_stays(scope) as stays
      cross join lateral (select stays.day - scope.first_day + 1 as place) as there
      cross join (values (0), (1)) as local (back)
      where stays.views > 0
        and case back when 0 then last_view >= froms[place] else first_view < untils[place] end
    ),
    visited as (
      select side.day, side.visitor, sum(side.views) as views from side group by side.day, side.visitor
    ),
    -- Sessions that go on across it count view by view.
    cut as (
      select stays.day - back as day, sum(
          case back
            when 0 then cardinality(moments) - width_bucket(froms[place] - 1, moments)
            else width_bucket(untils[place] - 1, moments)
          end
        ) as views
      from analytics.rolled_stays(scope) as stays
      cross join lateral (select stays.day - scope.first_day + 1 as place) as there
      cross join (values (0), (1)) as local (back)
      where case back
        when 0 then first_view < froms[place] and last_view >= froms[place]
        else first_view < untils[place] and last_view >= untils[place]
      end
      group by stays.day - back
    ),
    counted as (
      select visited.day, sum(visited.views) as views, count(*) as visitors from visited group by visited.day
    )
    select local.bucket, (counted.views + coalesce(cut.views, 0))::bigint, counted.visitors
    from unnest(days) as local
    join counted using (day)
    left join cut using (day);
end
$$;

comment on function analytics.stay_local_days(analytics.scope, analytics.local_day[]) is
  'As filtered_local_days, from stays one by one, of days on end.';
