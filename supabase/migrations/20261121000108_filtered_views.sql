create function analytics.filtered_views(scope analytics.scope, lines analytics.chosen_line[])
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
  totals analytics.overview;
  others bigint[];
begin
  select coalesce(sum(bit_count(there.bits & views.bits) << views.number), 0) into totals.pageviews
  from unnest(lines) as there
  join analytics.bitmaps as views
    on views.assistant_key = scope.assistant_key and views.arranged = line and views.first_day = there.first_day
    and views.mark = 'views';
  select totals.pageviews + coalesce(sum(viewed.pageviews), 0), coalesce(array_agg(viewed.visitor), '{}')
  into totals.pageviews, others
  from (
    select visitor, sum(there.pageviews) as pageviews
    from analytics.visitors_beside(analytics.beside_lineups(scope, line)) as there group by visitor
  ) as viewed;
  totals.visitors := (
    select coalesce(sum(by_key.visitors), 0) from analytics.visitors_by_key(
      scope, line, lines, case when scope.page is not null then array[scope.page::text] end,
      array_fill(scope.page::text, array[cardinality(others)]), others
    ) as by_key
  );
  return totals;
end
$$;

comment on function analytics.filtered_views(analytics.scope, analytics.chosen_line[]) is
  'Page views and distinct visitors of a scope, of which these entries are chosen; nothing of its sessions.';
