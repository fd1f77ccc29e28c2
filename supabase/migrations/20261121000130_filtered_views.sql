create function analytics.filtered_views(scope analytics.scope)
  returns analytics.overview
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
declare
  line constant analytics.arrangement := analytics.line_of(scope);
  lines constant analytics.chosen_line[] := array(select there from analytics.chosen(scope, line) as there);
  totals analytics.overview;
  others bigint[];
begin
  select coalesce(sum(viewed.pageviews), 0), coalesce(array_agg(viewed.visitor), '{}')
  into totals.pageviews, others
  from (
    select visitor, sum(there.pageviews) as pageviews
    from analytics.visitors_beside(analytics.beside_lineups(scope, line)) as there group by visitor
  ) as viewed;
  totals.pageviews := totals.pageviews + analytics.line_views(scope, lines);
  totals.visitors := analytics.line_visitors(scope, lines, others);
  return totals;
end
$$;

comment on function analytics.filtered_views(analytics.scope) is
  'Page views and distinct visitors of a scope, from what its sessions did; nothing of the sessions.';
