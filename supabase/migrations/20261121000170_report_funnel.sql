create function analytics.report_funnel(
  scope analytics.scope, by text, row_limit integer, row_offset integer
)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return (
    with funnels as materialized (
      select is_whole, (name, visitors, opened, started, submitted)::analytics.funnel as funnel
      from analytics.funnels_by(scope, by, row_limit + row_offset)
    ),
    whole as (
      select coalesce(
        (select funnel from funnels where is_whole), (null, 0, 0, 0, 0)::analytics.funnel
      ) as funnel
    ),
    part as materialized (
      select (funnel).*, funnel from funnels where not is_whole
    ),
    page as (
      select * from part order by visitors desc, opened desc, name collate "C" limit row_limit offset row_offset
    )
    select case when by is null then json_build_object('data', analytics.funnel_object(whole.funnel)) else
      json_build_object(
        'data', analytics.funnel_object(whole.funnel),
        'breakdown', (
          select coalesce(json_agg(
            jsonb_build_object(case by when 'page' then 'page_url' else by end, name) || analytics.funnel_object(funnel)
            order by visitors desc, opened desc, name collate "C"
          ), '[]')
          from page
        ),
        'meta', json_build_object('total', (select count(*) from part), 'limit', row_limit, 'offset', row_offset)
      )
    end
    from whole
  );
end
$$;

comment on function analytics.report_funnel(analytics.scope, text, integer, integer) is
  'How far visitors came with the widget, in all and by page, source or country, most visitors first.';
