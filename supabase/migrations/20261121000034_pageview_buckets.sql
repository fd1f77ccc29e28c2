create function analytics.pageview_buckets(
  assistant_key integer, first date, until date, only_page integer, granularity text
)
  returns table (bucket timestamp, pageviews bigint, visitors bigint)
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return query
    select counted.bucket, counted.pageviews::bigint, counted.visitors::bigint
    from analytics.periods as period
    join analytics.page_rollups as rollups
      on rollups.assistant_key = pageview_buckets.assistant_key and rollups.page_key = only_page
      and rollups.days = 1 and rollups.first_day = period.first_day,
    lateral (
      select rollups.first_day::timestamp as bucket, rollups.pageviews, rollups.visitors_beyond[1] as visitors
      where granularity = 'day'
      union all
      select rollups.first_day + make_interval(hours => hour), hourly.pageviews, hourly.visitors
      from unnest(rollups.hours, rollups.hour_views, rollups.hour_visitors) as hourly (hour, pageviews, visitors)
      where granularity = 'hour'
    ) as counted
    where period.assistant_key = pageview_buckets.assistant_key and period.days = 1 and period.rolled
      and period.first_day >= first and period.first_day < until;

  return query
    select * from analytics.open_buckets(
      pageview_buckets.assistant_key, analytics.open_days(pageview_buckets.assistant_key, first, until),
      only_page, granularity
    );
end
$$;

comment on function analytics.pageview_buckets(integer, date, date, integer, text) is
  'Page views and distinct visitors of each UTC day or hour that has any, of one page or, as page 0, of the site.';
