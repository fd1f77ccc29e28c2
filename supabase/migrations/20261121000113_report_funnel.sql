create function analytics.report_funnel(
  scope analytics.scope, by text, row_limit integer, row_offset integer
)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  whole constant jsonb := analytics.funnel_object(analytics.funnel_of(scope));
begin
  if by is null then
    return json_build_object('data', whole);
  end if;
  return (
    with funnels as materialized (
      select * from analytics.funnels_by(scope, by)
    ),
    page as (
      select *, (name, visitors, opened, started, submitted)::analytics.funnel as funnel from funnels
      order by visitors desc, opened desc, name collate "C" limit row_limit offset row_offset
    )
    select json_build_object(
      'data', whole,
      'breakdown', coalesce(json_agg(
        jsonb_build_object(case by when 'page' then 'page_url' else by end, name) || analytics.funnel_object(funnel)
        order by visitors desc, opened desc, name collate "C"
      ), '[]'),
      'meta', json_build_object('total', (select count(*) from funnels), 'limit', row_limit, 'offset', row_offset)
    )
    from page
  );
end
$$;

comment on function analytics.report_funnel(analytics.scope, text, integer, integer) is
  'How far visitors came with the widget, in all and by page, source or country, most visitors first.';
