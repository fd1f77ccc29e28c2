create function analytics.page_parts(assistant_key integer, first date, until date, pages integer[])
  returns table (
    page_key integer, pageviews integer, timed_views integer, widget_opens integer, seconds bigint,
    visitors integer, sources text[], source_views integer[]
  )
  stable
  rows 600
  set search_path = ''
  language plpgsql
as $$
begin
  return query
    select part.page_key, part.pageviews, part.timed_views, part.widget_opens, part.seconds,
      -- Those who had stayed away since before the range: it meets them in this period first.
      part.visitors_beyond[1 + width_bucket((part.first_day - first)::smallint, part.gaps)],
      part.sources, part.source_views
    from unnest(pages) as page
    cross join analytics.rolled_periods(page_parts.assistant_key, first, until) as period
    cross join lateral (
      select * from analytics.page_rollups
      where page_rollups.assistant_key = page_parts.assistant_key and page_rollups.page_key = page
        and page_rollups.days = period.days and page_rollups.first_day = period.first_day
      -- Each is looked up: a page's other periods may be many more.
      offset 0
    ) as part;
end
$$;

comment on function analytics.page_parts(integer, date, date, integer[]) is
  'What the rolled periods of a range say of pages, or of the site as page 0. Visitors are those whom the range meets in that period first: each is one of one period, so they add up.';
