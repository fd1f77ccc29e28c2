create function analytics.scanned_totals(scope analytics.scope)
  returns setof analytics.overview
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
begin
  return query
    select coalesce(sum(views.pageviews), 0)::bigint, count(*), null::bigint, null::bigint, null::bigint, null::bigint
    from (
      select sum(there.pageviews) as pageviews from analytics.visitors_views(scope) as there group by visitor
    ) as views;
end
$$;

comment on function analytics.scanned_totals(analytics.scope) is
  'Page views and distinct visitors of a scope, from all that its sessions did; nothing of its sessions.';
