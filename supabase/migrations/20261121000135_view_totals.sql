create function analytics.view_totals(scope analytics.scope)
  returns analytics.overview
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
declare
  totals analytics.overview;
  whole constant analytics.scope := analytics.whole_days(scope);
  -- Page 0 is the whole site.
  page constant integer := coalesce(scope.page, 0);
  seen bigint[];
begin
  if not scope.filters <@ array['page_url'] then
    return analytics.filtered_views(scope);
  elsif whole.first_day >= whole.until_day then
    select * into totals from analytics.scanned_totals(scope);
    return totals;
  end if;

  select coalesce(sum(counted.pageviews), 0), coalesce(sum(counted.visitors), 0) into totals.pageviews, totals.visitors
  from (
    select part.pageviews, part.visitors
    from analytics.page_parts(scope.assistant_key, whole.first_day, whole.until_day, array[page]) as part
    union all
    select bucket.pageviews, 0 from analytics.open_buckets(scope.assistant_key, whole.opened, page, 'day') as bucket
    union all
    select 0, met.visitors
    from analytics.open_visitors(scope.assistant_key, whole.first_day, whole.opened, array[page]) as met
  ) as counted;
  if scope.is_unfiltered then
    return totals;
  end if;

  -- Those of the days that the range cuts count where they were on none of its whole days.
  select totals.pageviews + count(*), coalesce(array_agg(distinct visitor), '{}') into totals.pageviews, seen
  from (
    select visitor from analytics.timed_views_there(analytics.cut_days(scope, true))
    union all
    select visitor from analytics.timed_views_there(analytics.cut_days(scope, false))
  ) as views;
  if page = 0 then
    seen := array(
      select unnest(seen) except select visitor from analytics.page_views
      where page_views.assistant_key = scope.assistant_key and viewed_on = any (whole.opened)
    );
    totals.visitors := totals.visitors + analytics.new_visitors(whole, seen);
    return totals;
  end if;
  totals.visitors := totals.visitors + cardinality(seen) - (
    select count(distinct visitor)
    from analytics.views_of(scope.assistant_key, seen, whole.first_day, whole.until_day) as views
    where views.page_key = page
  );
  return totals;
end
$$;

comment on function analytics.view_totals(analytics.scope) is
  'Page views and distinct visitors of a scope; nothing of its sessions.';
