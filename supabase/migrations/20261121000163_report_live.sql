create function analytics.report_live(assistant_key integer, at timestamptz)
  returns json
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_column
declare
  since constant timestamptz := at - interval '5 minutes';
begin
  return (
    with happened as (
      select visitor, viewed_at as at, event_id, page_key from analytics.page_views
      where page_views.assistant_key = report_live.assistant_key
        and viewed_on between (since at time zone 'UTC')::date and (report_live.at at time zone 'UTC')::date
        and viewed_at > since and viewed_at <= report_live.at
      union all
      select visitor, occurred_at, event_id, page_key from analytics.widget_events
      where widget_events.assistant_key = report_live.assistant_key
        and occurred_at > since and occurred_at <= report_live.at
    ),
    latest as materialized (
      select distinct on (visitor) visitor, page_key, origin.source, origin.medium
      from happened
      left join lateral (
        select source, medium
        from analytics.sessions
        join analytics.origins using (assistant_key, origin_key)
        where sessions.assistant_key = report_live.assistant_key and sessions.visitor = happened.visitor
          and started_at <= happened.at and ended_at >= happened.at
      ) as origin on true
      order by visitor, at desc, event_id desc
    ),
    on_pages as (
      select path, title, count(*) as visitors
      from latest join analytics.pages
        on pages.assistant_key = report_live.assistant_key and pages.page_key = latest.page_key
      group by path, title
      order by visitors desc, path collate "C" limit 50
    ),
    by_source as (
      select source, medium, count(*) as visitors
      from latest group by source, medium
      order by visitors desc, source collate "C", medium collate "C" limit 50
    )
    select json_build_object(
      'data', json_build_object(
        'visitors', (select count(*) from latest),
        'pages', array(
          select json_build_object('page_url', path, 'page_title', title, 'visitors', visitors)
          from on_pages order by visitors desc, path collate "C"
        ),
        'sources', array(
          select json_build_object('source', source, 'medium', medium, 'visitors', visitors)
          from by_source order by visitors desc, source collate "C", medium collate "C"
        )
      ),
      'meta', json_build_object('as_of', analytics.iso_time(report_live.at), 'window_seconds', 300)
    )
  );
end
$$;

comment on function analytics.report_live(integer, timestamptz) is
  'The visitors with a page view or widget event in the five minutes up to an instant, each once: by the page of the latest, and by the source of its session.';
