create function analytics.open_pages(assistant_key integer, days date[])
  returns table (page_key integer, pageviews integer, timed_views integer, seconds bigint, widget_opens integer)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_column
begin
  if cardinality(days) = 0 then
    return;
  end if;
  return query
    with viewed as (
      select page_views.page_key, count(*) as pageviews, count(seconds_on_page) as timed_views,
        sum(seconds_on_page) as seconds
      from analytics.page_views
      where page_views.assistant_key = open_pages.assistant_key and viewed_on = any (days)
      group by page_views.page_key
    ),
    opened as (
      select widget_events.page_key, count(*) as widget_opens
      from unnest(days) as day
      join analytics.widget_events
        on widget_events.assistant_key = open_pages.assistant_key and event_type = 'widget_open'
        and occurred_at >= day::timestamp at time zone 'UTC'
        and occurred_at < (day + 1)::timestamp at time zone 'UTC'
      group by widget_events.page_key
    )
    select page_key, coalesce(viewed.pageviews, 0)::integer, coalesce(viewed.timed_views, 0)::integer,
      coalesce(viewed.seconds, 0), coalesce(opened.widget_opens, 0)::integer
    from viewed full join opened using (page_key);
end
$$;

comment on function analytics.open_pages(integer, date[]) is 'What open days say of each page, but for its visitors.';
