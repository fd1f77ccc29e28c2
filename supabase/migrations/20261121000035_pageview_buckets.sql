create function analytics.pageview_buckets(
  assistant_key integer, first date, until date, only_page integer, granularity text
)
  returns table (bucket timestamp, pageviews bigint, visitors bigint)
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  opened constant date[] := analytics.open_days(pageview_buckets.assistant_key, first, until);
begin
  if granularity = 'day' then
    return query
      select rollups.first_day::timestamp, rollups.pageviews::bigint, rollups.visitors_beyond[1]::bigint
      from analytics.page_rollups as rollups
      where rollups.assistant_key = pageview_buckets.assistant_key and rollups.page_key = only_page
        and rollups.days = 1 and rollups.first_day >= first and rollups.first_day < until
        and rollups.first_day not in (select unnest(opened));
  else
    return query
      select rollups.first_day + make_interval(hours => hourly.hour), hourly.pageviews::bigint, hourly.visitors::bigint
      from analytics.page_rollups as rollups,
        unnest(rollups.hours, rollups.hour_views, rollups.hour_visitors) as hourly (hour, pageviews, visitors)
      where rollups.assistant_key = pageview_buckets.assistant_key and rollups.page_key = only_page
        and rollups.days = 1 and rollups.first_day >= first and rollups.first_day < until
        and rollups.first_day not in (select unnest(opened));
  end if;

  return query
    select * from analytics.open_buckets(pageview_buckets.assistant_key, opened, only_page, granularity);
end
$$;

comment on function analytics.pageview_buckets(integer, date, date, integer, text) is
  'Page views and distinct visitors of each UTC day or hour that has any, of one page or, as page 0, of the site.';
