create function analytics.filtered_pages(scope analytics.scope, row_limit integer, row_offset integer)
  returns setof analytics.page_figures
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
begin
  return query
    with by_origin as materialized (
      select * from analytics.page_origins(scope)
    ),
    viewed as materialized (
      select page_key, sum(by_origin.pageviews)::bigint as pageviews,
        round(sum(seconds) / nullif(sum(timed_views), 0)) as avg_seconds
      from by_origin group by page_key
    ),
    page as materialized (
      select viewed.*, pages.path, pages.title
      from viewed join analytics.pages on pages.assistant_key = scope.assistant_key and pages.page_key = viewed.page_key
      order by viewed.pageviews desc, pages.path collate "C" limit row_limit offset row_offset
    ),
    visited as (
      select * from analytics.page_visitors(scope, array(select page.page_key from page))
    ),
    opened as (
      select page_key, count(*) as opens from analytics.actions_there(scope) where kind = 1 group by page_key
    ),
    by_source as (
      select page_key, source,
        row_number() over (partition by page_key order by sum(by_origin.pageviews) desc, source collate "C") as place
      from page join by_origin using (page_key)
      join analytics.origins
        on origins.assistant_key = scope.assistant_key and origins.origin_key = by_origin.origin_key
      group by page_key, source
    ),
    top_sources as (
      select page_key, json_agg(source order by place) as sources from by_source where place <= 2 group by page_key
    )
    select null::bigint, page.page_key, page.path, page.title, page.pageviews,
      visited.visitors, page.avg_seconds, coalesce(opened.opens, 0), top_sources.sources
    from page
    left join visited using (page_key)
    left join opened using (page_key)
    left join top_sources using (page_key)
    union all
    select count(*), null, null, null, null, null, null, null, null from viewed;
end
$$;

comment on function analytics.filtered_pages(analytics.scope, integer, integer) is
  'Pages viewed by the sessions of a scope, most first, as rolled_pages has them of all sessions.';
