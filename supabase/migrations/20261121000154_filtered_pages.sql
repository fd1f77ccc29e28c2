create function analytics.filtered_pages(scope analytics.scope, row_limit integer, row_offset integer)
  returns setof analytics.page_figures
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
declare
  lines constant analytics.chosen_line[] := array(select there from analytics.chosen(scope, 'page') as there);
begin
  return query
    with beside as materialized (
      select * from analytics.views_beside_lineups(scope)
    ),
    by_origin as materialized (
      select page_key, origin_key, count(*) as pageviews, count(seconds) as timed_views, sum(seconds) as seconds
      from beside group by page_key, origin_key
    ),
    viewed as materialized (
      select page_key, sum(counted.pageviews)::bigint as pageviews
      from (
        select by_origin.page_key, by_origin.pageviews from by_origin
        union all
        select page_key, in_lines.pageviews from analytics.line_pages(scope, lines) as in_lines
      ) as counted
      group by page_key having sum(counted.pageviews) > 0
    ),
    page as materialized (
      select viewed.*, pages.path, pages.title
      from viewed join analytics.pages on pages.assistant_key = scope.assistant_key and pages.page_key = viewed.page_key
      order by viewed.pageviews desc, pages.path collate "C" limit row_limit offset row_offset
    ),
    listed as materialized (
      select array(select page_key from page) as pages
    ),
    others as (
      select coalesce(array_agg(page_key::text), '{}') as keys, coalesce(array_agg(visitor), '{}') as visitors
      from (select page_key, visitor from page join beside using (page_key) group by page_key, visitor) as pairs
    ),
    part as materialized (
      select in_lines.*
      from listed
      cross join others
      cross join lateral analytics.line_page_parts(scope, lines, pages, others.keys, others.visitors) as in_lines
    ),
    measured as (
      select page_key, round(sum(seconds) / nullif(sum(timed_views), 0)) as avg_seconds,
        sum(counted.opens)::bigint as opens, sum(counted.visitors)::bigint as visitors
      from (
        select page_key, timed_views, seconds, 0 as opens, 0 as visitors from by_origin
        union all
        select page_key, 0, 0, 1, 0
        from analytics.actions_beside(analytics.beside_lineups(scope, 'page')) where kind = 1
        union all
        select part.page_key, part.timed_views, part.seconds, part.opens, part.visitors from part
      ) as counted
      group by page_key
    ),
    by_source as (
      select page_key, source, row_number() over (
          partition by page_key order by sum(counted.pageviews) desc, source collate "C"
        ) as place
      from (
        select page_key, source, by_origin.pageviews
        from page join by_origin using (page_key)
        join analytics.origins
          on origins.assistant_key = scope.assistant_key and origins.origin_key = by_origin.origin_key
        union all
        select part.page_key, part.source, part.pageviews from part where part.source is not null
      ) as counted
      group by page_key, source
    ),
    top_sources as (
      select page_key, json_agg(source order by place) as sources from by_source where place <= 2 group by page_key
    )
    select null::bigint, page.page_key, page.path, page.title, page.pageviews,
      measured.visitors, measured.avg_seconds, coalesce(measured.opens, 0), top_sources.sources
    from page
    left join measured using (page_key)
    left join top_sources using (page_key)
    union all
    select count(*), null, null, null, null, null, null, null, null from viewed;
end
$$;

comment on function analytics.filtered_pages(analytics.scope, integer, integer) is
  'Pages viewed by the sessions of a scope, most first, as rolled_pages has them of all sessions.';
