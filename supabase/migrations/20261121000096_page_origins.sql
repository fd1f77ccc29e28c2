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
    select views.page_key, views.origin_key, count(*), count(views.seconds), sum(views.seconds)
    from analytics.views_there(scope) as views
    group by views.page_key, views.origin_key;
end
$$;

comment on function analytics.page_origins(analytics.scope) is
  'Page views of a scope by page and by the origin of their session, those of known time on page, and the sum of these times.';
