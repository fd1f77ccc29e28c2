create function analytics.page_origins(scope analytics.scope)
  returns table (page_key integer, origin_key integer, pageviews bigint, timed_views bigint, seconds bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
begin
  return query
    select quarter.page_key, quarter.origin_key, sum(quarter.pageviews)::bigint, sum(quarter.timed_views)::bigint,
      sum(quarter.seconds)::bigint
    from (
      select views.page_key, views.origin_key, count(*) as pageviews, count(views.seconds) as timed_views,
        sum(views.seconds) as seconds
      from analytics.views_there(analytics.quarter_of_days(scope, 1)) as views group by 1, 2
      union all
      select views.page_key, views.origin_key, count(*), count(views.seconds), sum(views.seconds)
      from analytics.views_there(analytics.quarter_of_days(scope, 2)) as views group by 1, 2
      union all
      select views.page_key, views.origin_key, count(*), count(views.seconds), sum(views.seconds)
      from analytics.views_there(analytics.quarter_of_days(scope, 3)) as views group by 1, 2
      union all
      select views.page_key, views.origin_key, count(*), count(views.seconds), sum(views.seconds)
      from analytics.views_there(analytics.quarter_of_days(scope, 4)) as views group by 1, 2
    ) as quarter
    group by quarter.page_key, quarter.origin_key;
end
$$;

comment on function analytics.page_origins(analytics.scope) is
  'Page views of a scope by page and by the origin of their session, those of known time on page, and the sum of these times.';
