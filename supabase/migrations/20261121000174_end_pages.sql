create function analytics.end_pages(scope analytics.scope, by_entry boolean, row_limit integer, row_offset integer)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return (
    with counted as materialized (
      select page_key, sum(sessions)::bigint as sessions, sum(bounces)::bigint as bounces
      from analytics.sessions_by_page(scope, by_entry) group by page_key
    ),
    total as (
      select coalesce(sum(sessions), 0) as sessions, count(*) as pages from counted
    ),
    page as (
      select counted.*, path, title
      from counted join analytics.pages
        on pages.assistant_key = scope.assistant_key and pages.page_key = counted.page_key
      order by sessions desc, path collate "C" limit row_limit offset row_offset
    )
    select json_build_object(
      'data', coalesce(json_agg(
        jsonb_build_object(
          'page_url', path,
          'page_title', title,
          'sessions', page.sessions,
          'pct', analytics.percent(page.sessions, total.sessions)
        ) || case when by_entry
          then jsonb_build_object('bounce_rate_pct', analytics.percent(bounces, page.sessions)) else '{}'
        end
        order by page.sessions desc, path collate "C"
      ) filter (where page_key is not null), '[]'),
      'total_sessions', max(total.sessions),
      'meta', json_build_object('total', max(total.pages), 'limit', row_limit, 'offset', row_offset)
    )
    from total left join page on true
  );
end
$$;

comment on function analytics.end_pages(analytics.scope, boolean, integer, integer) is
  'The pages that sessions of a scope began with or, if not by_entry, ended with, most sessions first.';
