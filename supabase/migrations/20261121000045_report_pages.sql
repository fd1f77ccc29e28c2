create function analytics.report_pages(
  assistant_key integer, first date, until date, row_limit integer, row_offset integer
)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  opened constant date[] := analytics.open_days(report_pages.assistant_key, first, until);
begin
  return (
    with period as materialized (
      select * from analytics.rolled_periods(report_pages.assistant_key, first, until)
    ),
    on_open_days as materialized (
      select * from analytics.open_pages(report_pages.assistant_key, opened)
    ),
    viewed as materialized (
      select page_key, sum(pageviews) as pageviews
      from (
        select rollups.page_key, rollups.pageviews
        from period
        join analytics.page_rollups as rollups
          on rollups.assistant_key = report_pages.assistant_key
          and rollups.days = period.days and rollups.first_day = period.first_day
        where rollups.page_key > 0
        union all
        select page_key, pageviews from on_open_days
      ) as counted
      group by page_key having sum(pageviews) > 0
    ),
    -- Paths, which break ties, are looked up only where a tie may matter.
    foremost as (
      select * from viewed order by pageviews desc fetch first (row_limit + row_offset) rows with ties
    ),
    page as materialized (
      select page_key, pageviews, path, title
      from foremost
      cross join lateral (
        select path, title from analytics.pages
        where pages.assistant_key = report_pages.assistant_key and pages.page_key = foremost.page_key
        offset 0
      ) as named
      order by pageviews desc, path collate "C" limit row_limit offset row_offset
    ),
    listed as (
      select array(select page_key from page) as pages
    ),
    part as materialized (
      select part.* from listed, analytics.page_parts(report_pages.assistant_key, first, until, pages) as part
    ),
    measured as materialized (
      select page_key, round(sum(seconds) / nullif(sum(timed_views), 0)) as avg_seconds,
        sum(widget_opens) as opens, sum(visitors) as visitors
      from (
        select page_key, timed_views, seconds, widget_opens, visitors from part
        union all
        select page_key, timed_views, seconds, widget_opens, 0 from on_open_days
        union all
        select page_key, 0, 0, 0, visitors
        from listed, analytics.open_visitors(report_pages.assistant_key, first, opened, pages)
      ) as counted
      group by page_key
    ),
    by_source as (
      select page_key, source, sum(pageviews) as pageviews
      from (
        select page_key, unnest(sources) as source, unnest(source_views) as pageviews from part
        union all
        select counted.* from listed, analytics.open_sources(report_pages.assistant_key, opened, pages) as counted
      ) as counted
      group by page_key, source
    ),
    ranked_sources as (
      select page_key, source,
        row_number() over (partition by page_key order by pageviews desc, source collate "C") as place
      from by_source
    ),
    top_sources as materialized (
      select page_key, json_agg(source order by place) as sources
      from ranked_sources where place <= 2 group by page_key
    )
    select json_build_object(
      'data', coalesce((
        select json_agg(json_build_object(
          'page_url', path,
          'page_title', title,
          'pageviews', pageviews,
          'unique_visitors', visitors,
          'avg_time_on_page_seconds', avg_seconds,
          'widget_open_rate_pct', analytics.percent(opens, pageviews),
          'top_sources', coalesce(sources, '[]')
        ) order by pageviews desc, path collate "C")
        from page
        join measured using (page_key)
        left join top_sources using (page_key)
      ), '[]'),
      'meta', json_build_object(
        'total', (select count(*) from viewed), 'limit', row_limit, 'offset', row_offset
      )
    )
  );
end
$$;

comment on function analytics.report_pages(integer, date, date, integer, integer) is
  'Pages viewed on the days from first up to, but not, until, most viewed first. Sources are those of the sessions that the page views belong to.';
