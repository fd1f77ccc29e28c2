create function analytics.report_pages(
  assistant_key integer, starts timestamptz, ends timestamptz, row_limit integer, row_offset integer
)
  returns json
  stable
  set search_path = ''
  language sql
as $$
  with viewed as (
    select page_key, count(*) as pageviews, count(distinct visitor) as unique_visitors,
      round(avg(seconds_on_page)) as avg_seconds
    from analytics.page_views
    where page_views.assistant_key = report_pages.assistant_key
      and viewed_at >= starts and viewed_at < ends
    group by page_key
  ),
  page as (
    select viewed.*, path, title
    from viewed
    join analytics.pages
      on pages.assistant_key = report_pages.assistant_key and pages.page_key = viewed.page_key
    order by pageviews desc, path collate "C" limit row_limit offset row_offset
  ),
  opened as (
    select page_key, count(*) as opens
    from analytics.widget_events
    where widget_events.assistant_key = report_pages.assistant_key
      and occurred_at >= starts and occurred_at < ends and event_type = 'widget_open'
    group by page_key
  ),
  by_source as (
    select page_views.page_key, origins.source, count(*) as pageviews
    from page
    join analytics.page_views
      on page_views.assistant_key = report_pages.assistant_key
      and page_views.page_key = page.page_key
      and viewed_at >= starts and viewed_at < ends
    join analytics.sessions
      on sessions.assistant_key = report_pages.assistant_key
      and sessions.session_key = page_views.session_key
    join analytics.origins
      on origins.assistant_key = report_pages.assistant_key
      and origins.origin_key = sessions.origin_key
    group by page_views.page_key, origins.source
  ),
  ranked_sources as (
    select page_key, source,
      row_number() over (partition by page_key order by pageviews desc, source collate "C") as place
    from by_source
  ),
  top_sources as (
    select page_key, json_agg(source order by place) as sources
    from ranked_sources where place <= 2 group by page_key
  )
  select json_build_object(
    'data', coalesce((
      select json_agg(json_build_object(
        'page_url', path,
        'page_title', title,
        'pageviews', pageviews,
        'unique_visitors', unique_visitors,
        'avg_time_on_page_seconds', avg_seconds,
        'widget_open_rate_pct', analytics.percent(coalesce(opens, 0), pageviews),
        'top_sources', coalesce(sources, '[]')
      ) order by pageviews desc, path collate "C")
      from page left join opened using (page_key) left join top_sources using (page_key)
    ), '[]'),
    'meta', json_build_object(
      'total', (select count(*) from viewed), 'limit', row_limit, 'offset', row_offset
    )
  )
$$;

comment on function analytics.report_pages(integer, timestamptz, timestamptz, integer, integer) is
  'Pages viewed in [starts, ends), most viewed first. Sources are those of the sessions that the page views belong to.';
