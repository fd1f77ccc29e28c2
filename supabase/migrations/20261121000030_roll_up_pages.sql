create function analytics.roll_up_pages(assistant_key integer, day date)
  returns void
  volatile
  set search_path = ''
  language sql
as $$
  delete from analytics.page_rollups
  where page_rollups.assistant_key = roll_up_pages.assistant_key and days = 1 and first_day = day;

  with views as materialized (
    select page_key, visitor, viewed_at, seconds_on_page,
      extract(hour from viewed_at at time zone 'UTC')::smallint as hour
    from analytics.page_views
    where page_views.assistant_key = roll_up_pages.assistant_key and viewed_on = day
  ),
  -- Each visitor once on each page and once on page 0, the whole site, with the last day there before.
  visits as (
    select page_key, visitor, last_day
    from (select page_key, visitor from views union select 0, visitor from views) as pairs
    left join analytics.last_days_before(roll_up_pages.assistant_key, day) using (page_key, visitor)
  ),
  by_gap as (
    select page_key, (day - last_day)::smallint as gap, count(*) as visitors
    from visits group by page_key, last_day
  ),
  shrinking as (
    select page_key, gap, visitors, coalesce(sum(visitors) over those_longer_away, 0) as beyond
    from by_gap
    window those_longer_away as (
      partition by page_key order by gap nulls last rows between 1 following and unbounded following
    )
  ),
  visited as (
    select page_key,
      coalesce(array_agg(gap order by gap) filter (where gap is not null), '{}') as gaps,
      array[sum(visitors)::integer]
        || coalesce(array_agg(beyond::integer order by gap) filter (where gap is not null), '{}') as visitors_beyond
    from shrinking group by page_key
  ),
  viewed as (
    select coalesce(page_key, 0) as page_key, count(*) as pageviews, count(seconds_on_page) as timed_views,
      coalesce(sum(seconds_on_page), 0) as seconds
    from views group by grouping sets ((page_key), ())
  ),
  by_hour as (
    select coalesce(page_key, 0) as page_key, hour, count(*) as pageviews, count(distinct visitor) as visitors
    from views group by grouping sets ((page_key, hour), (hour))
  ),
  hourly as (
    select page_key, array_agg(hour order by hour) as hours,
      array_agg(pageviews::integer order by hour) as hour_views,
      array_agg(visitors::integer order by hour) as hour_visitors
    from by_hour group by page_key
  ),
  by_source as (
    select page_key, source, count(*) as pageviews
    from views,
    lateral (
      select origin_key from analytics.sessions
      where sessions.assistant_key = roll_up_pages.assistant_key
        and sessions.visitor = views.visitor and started_at <= viewed_at
      order by started_at desc limit 1
    ) as session
    join analytics.origins
      on origins.assistant_key = roll_up_pages.assistant_key and origins.origin_key = session.origin_key
    group by page_key, source
  ),
  sourced as (
    select page_key, array_agg(source) as sources, array_agg(pageviews::integer) as source_views
    from by_source group by page_key
  ),
  opened as (
    select coalesce(page_key, 0) as page_key, count(*) as widget_opens
    from analytics.widget_events
    where widget_events.assistant_key = roll_up_pages.assistant_key and event_type = 'widget_open'
      and occurred_at >= day::timestamp at time zone 'UTC'
      and occurred_at < (day + 1)::timestamp at time zone 'UTC'
    group by grouping sets ((page_key), ())
  )
  insert into analytics.page_rollups (
    assistant_key, page_key, days, first_day, pageviews, timed_views, widget_opens, seconds,
    gaps, visitors_beyond, sources, source_views, hours, hour_views, hour_visitors
  )
  select roll_up_pages.assistant_key, page_key, 1, day,
    coalesce(pageviews, 0), coalesce(timed_views, 0), coalesce(widget_opens, 0), coalesce(seconds, 0),
    coalesce(gaps, '{}'), coalesce(visitors_beyond, '{0}'), sources, source_views, hours, hour_views, hour_visitors
  from viewed
  full join opened using (page_key)
  left join visited using (page_key)
  left join hourly using (page_key)
  left join sourced using (page_key)
$$;

comment on function analytics.roll_up_pages(integer, date) is 'Counts a day of page views, by page and for the whole site.';
