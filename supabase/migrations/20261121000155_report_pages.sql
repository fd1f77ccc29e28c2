create function analytics.report_pages(scope analytics.scope, row_limit integer, row_offset integer)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return (
    with page as materialized (
      select * from analytics.rolled_pages(scope, row_limit, row_offset)
      where scope.filters = '{}'
      union all
      select * from analytics.filtered_pages(scope, row_limit, row_offset)
      where scope.filters <> '{}'
    )
    select json_build_object(
      'data', coalesce(json_agg(json_build_object(
        'page_url', path,
        'page_title', title,
        'pageviews', pageviews,
        'unique_visitors', visitors,
        'avg_time_on_page_seconds', avg_seconds,
        'widget_open_rate_pct', analytics.percent(opens, pageviews),
        'top_sources', coalesce(sources, '[]')
      ) order by pageviews desc, path collate "C") filter (where page_key is not null), '[]'),
      'meta', json_build_object('total', max(total), 'limit', row_limit, 'offset', row_offset)
    )
    from page
  );
end
$$;

comment on function analytics.report_pages(analytics.scope, integer, integer) is
  'Pages viewed in a scope, most viewed first. Sources are those of the sessions that the page views belong to.';
