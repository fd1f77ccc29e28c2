create function analytics.report_pageviews(
  assistant_key integer, starts timestamptz, ends timestamptz, granularity text, page_path text
)
  returns json
  stable
  set search_path = ''
  language sql
as $$
  with views as (
    select date_trunc(granularity, viewed_at, 'UTC') as bucket, visitor
    from analytics.page_views
    where page_views.assistant_key = report_pageviews.assistant_key
      and viewed_at >= starts and viewed_at < ends
      and (page_path is null or page_key = (
        select pages.page_key from analytics.pages
        where pages.assistant_key = report_pageviews.assistant_key and path = page_path
      ))
  ),
  counted as (
    select bucket, count(*) as pageviews, count(distinct visitor) as unique_visitors
    from views group by bucket
  ),
  series as (
    select bucket, coalesce(pageviews, 0) as pageviews, coalesce(unique_visitors, 0) as unique_visitors
    from generate_series(starts, ends - interval '1 second', ('1 ' || granularity)::interval, 'UTC') as bucket
    left join counted using (bucket)
  )
  select json_build_object(
    'data', (
      select json_agg(json_build_object(
        'date', case granularity
          when 'hour' then analytics.iso_time(bucket)
          else to_char(bucket at time zone 'UTC', 'YYYY-MM-DD')
        end,
        'pageviews', pageviews,
        'unique_visitors', unique_visitors
      ) order by bucket) from series
    ),
    'summary', json_build_object(
      'total_pageviews', (select count(*) from views),
      'total_unique_visitors', (select count(distinct visitor) from views),
      'avg_pageviews_per_day', (
        select round(count(*) / (extract(epoch from ends - starts) / 86400), 1) from views
      )
    )
  )
$$;

comment on function analytics.report_pageviews(integer, timestamptz, timestamptz, text, text) is
  'Page views and distinct visitors in every hour or day of [starts, ends), and over the whole of it.';
