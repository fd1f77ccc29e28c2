create function analytics.merge_pages(assistant_key integer, length smallint, first date)
  returns void
  volatile
  set search_path = ''
  language sql
as $$
  delete from analytics.page_rollups
  where page_rollups.assistant_key = merge_pages.assistant_key and days = length and first_day = first;

  with parts as materialized (
    select page_rollups.*
    from analytics.page_rollups
    where page_rollups.assistant_key = merge_pages.assistant_key and days = length / 4
      and first_day >= first and first_day < first + length
  ),
  -- Visitors whose last day before a part lies in the period were counted by an earlier part.
  by_gap as (
    select page_key, gap - (first_day - first) as gap, sum(visitors) as visitors
    from parts,
    lateral (
      select gaps[place] as gap, visitors_beyond[place] - visitors_beyond[place + 1] as visitors
      from generate_subscripts(gaps, 1) as place
      union all
      select null, visitors_beyond[cardinality(visitors_beyond)]
    ) as away
    where gap is null or gap > first_day - first
    group by page_key, gap - (first_day - first)
  ),
  shrinking as (
    select page_key, gap, visitors, coalesce(sum(visitors) over those_longer_away, 0) as beyond
    from by_gap
    window those_longer_away as (
      partition by page_key order by gap nulls last rows between 1 following and unbounded following
    )
  ),
  visited as (
    select page_key,
      coalesce(array_agg(gap::smallint order by gap) filter (where gap is not null), '{}') as gaps,
      array[sum(visitors)::integer]
        || coalesce(array_agg(beyond::integer order by gap) filter (where gap is not null), '{}') as visitors_beyond
    from shrinking group by page_key
  ),
  by_source as (
    select page_key, source, sum(counted.pageviews) as pageviews
    from parts, unnest(sources, source_views) as counted (source, pageviews)
    group by page_key, source
  ),
  sourced as (
    select page_key, array_agg(source) as sources, array_agg(pageviews::integer) as source_views
    from by_source group by page_key
  ),
  summed as (
    select page_key, sum(pageviews) as pageviews, sum(timed_views) as timed_views,
      sum(widget_opens) as widget_opens, sum(seconds) as seconds
    from parts group by page_key
  )
  insert into analytics.page_rollups (
    assistant_key, page_key, days, first_day, pageviews, timed_views, widget_opens, seconds,
    gaps, visitors_beyond, sources, source_views
  )
  select merge_pages.assistant_key, page_key, length, first, pageviews, timed_views, widget_opens, seconds,
    gaps, visitors_beyond, sources, source_views
  from summed join visited using (page_key) left join sourced using (page_key)
$$;

comment on function analytics.merge_pages(integer, smallint, date) is
  'Counts a period of page views from the four parts that it is made of.';
