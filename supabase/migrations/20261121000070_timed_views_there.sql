create function analytics.timed_views_there(scope analytics.scope)
  returns table (
    visitor bigint, page_key integer, viewed_at timestamptz, seconds integer, country text, origin_key integer
  )
  stable
  parallel safe
  language sql
begin atomic
  select viewed.visitor, viewed.page_key, viewed_at, nullif(viewed.seconds, -1), viewed.country, viewed.origin_key
  from (
    select stays.visitor, stays.country, stays.origin_key, midnight, unnest(pages) as page_key,
      unnest(moments) as milliseconds, unnest(times) as seconds
    from analytics.rolled_stays(scope) as stays
    cross join lateral (select day::timestamp at time zone 'UTC' as midnight) as began
    where (scope).page is null or (scope).page = any (pages)
  ) as viewed
  cross join lateral (select midnight + milliseconds * interval '1 millisecond' as viewed_at) as moment
  where viewed_at >= (scope).starts and viewed_at < (scope).ends
    and ((scope).page is null or viewed.page_key = (scope).page)
  union all
  select * from analytics.open_views(scope) as viewed
  where viewed.viewed_at >= (scope).starts and viewed.viewed_at < (scope).ends;
end;

comment on function analytics.timed_views_there(analytics.scope) is
  'The page views in the range of a scope, of its sessions, and of its page where it is about one, with their time.';
