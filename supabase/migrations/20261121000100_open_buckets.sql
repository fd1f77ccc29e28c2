-- What is counted on open days is planned for the days at hand, here and in all such functions: a day and
-- a year want different plans.
create function analytics.open_buckets(assistant_key integer, days date[], only_page integer, granularity text)
  returns table (bucket timestamp, pageviews bigint, visitors bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_column
begin
  if granularity = 'day' then
    return query
      select page_views.viewed_on::timestamp, count(*), count(distinct page_views.visitor)
      from analytics.page_views
      where page_views.assistant_key = open_buckets.assistant_key and page_views.viewed_on = any (days)
        and (only_page = 0 or page_views.page_key = only_page)
      group by page_views.viewed_on;
  else
    return query
      select date_trunc('hour', page_views.viewed_at at time zone 'UTC') as hour,
        count(*), count(distinct page_views.visitor)
      from analytics.page_views
      where page_views.assistant_key = open_buckets.assistant_key and page_views.viewed_on = any (days)
        and (only_page = 0 or page_views.page_key = only_page)
      group by hour;
  end if;
end
$$;

comment on function analytics.open_buckets(integer, date[], integer, text) is
  'Page views and distinct visitors of each UTC day or hour of open days, of one page or, as page 0, of the site.';
