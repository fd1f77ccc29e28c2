create function analytics.rolled_pages(scope analytics.scope, row_limit integer, row_offset integer)
  returns setof analytics.page_figures
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  whole constant analytics.scope := analytics.whole_days(scope);
begin
  return query
    with period as materialized (
      select * from analytics.rolled_periods(scope.assistant_key, whole.first_day, whole.until_day)
    ),
    on_cut_days as materialized (
      select * from analytics.cut_pages(scope)
    ),
    -- Days that are not rolled up, and parts of days.
    otherwise as materialized (
      select * from analytics.open_pages(scope.assistant_key, whole.opened)
      union all
      select page_key, pageviews, timed_views, seconds, widget_opens from on_cut_days
    ),
    viewed as materialized (
      select page_key, sum(pageviews) as pageviews
      from (
        select rollups.page_key, rollups.pageviews
        from period
        join analytics.page_rollups as rollups
          on rollups.assistant_key = scope.assistant_key
          and rollups.days = period.days and rollups.first_day = period.first_day
        where rollups.page_key > 0
        union all
        select page_key, pageviews from otherwise
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
        where pages.assistant_key = scope.assistant_key and pages.page_key = foremost.page_key
        offset 0
      ) as named
      order by pageviews desc, path collate "C" limit row_limit offset row_offset
    ),
    listed as (
      select array(select page_key from page) as pages
    ),
    part as materialized (
      select part.* from listed, analytics.page_parts(scope.assistant_key, whole.first_day, whole.until_day, pages) as part
    ),
    measured as materialized (
      select page_key, round(sum(seconds) / nullif(sum(timed_views), 0)) as avg_seconds,
        sum(widget_opens) as opens, sum(visitors) as visitors
      from (
        select page_key, timed_views, seconds, widget_opens, visitors from part
        union all
        select page_key, timed_views, seconds, widget_opens, 0 from otherwise
        union all
        select page_key, 0, 0, 0, visitors
        from listed, analytics.open_visitors(scope.assistant_key, whole.first_day, whole.opened, pages)
        union all
        select page_key, 0, 0, 0, visitors from listed, analytics.cut_visitors(scope, pages)
      ) as counted
      group by page_key
    ),
    by_source as (
      select page_key, source, sum(pageviews) as pageviews
      from (
        select page_key, unnest(sources) as source, unnest(source_views) as pageviews from part
        union all
        select counted.* from listed, analytics.open_sources(scope.assistant_key, whole.opened, pages) as counted
        union all
        select page_key, source, pageviews
        from on_cut_days
        join analytics.origins
          on origins.assistant_key = scope.assistant_key and origins.origin_key = on_cut_days.origin_key
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
    select null::bigint, page.page_key, page.path, page.title, page.pageviews::bigint,
      measured.visitors::bigint, measured.avg_seconds, measured.opens::bigint, top_sources.sources
    from page
    join measured using (page_key)
    left join top_sources using (page_key)
    union all
    select count(*), null, null, null, null, null, null, null, null from viewed;
end
$$;

comment on function analytics.rolled_pages(analytics.scope, integer, integer) is
  'Pages viewed by all, most first, with what rollups, and days and parts of days that have none, say of them. Sources are those of the sessions that the page views belong to.';
