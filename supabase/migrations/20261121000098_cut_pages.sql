create function analytics.cut_pages(scope analytics.scope)
  returns table (
    page_key integer, origin_key integer, pageviews bigint, timed_views bigint, seconds bigint, widget_opens bigint
  )
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
declare
  cut analytics.scope;
begin
  foreach cut in array array[analytics.cut_days(scope, true), analytics.cut_days(scope, false)] loop
    continue when cut.first_day >= cut.until_day;
    return query
      select views.page_key, views.origin_key, count(*), count(views.seconds), coalesce(sum(views.seconds), 0), 0::bigint
      from analytics.timed_views_there(cut) as views group by views.page_key, views.origin_key
      union all
      select acted.page_key, null, 0, 0, 0, count(*)
      from analytics.actions_there(cut) as acted where kind = 1 group by acted.page_key;
  end loop;
end
$$;

comment on function analytics.cut_pages(analytics.scope) is
  'What there was on each page in the parts of days that a range on another clock than UTC begins and ends with, but for its visitors; by the origin of the session, widget_open without.';
