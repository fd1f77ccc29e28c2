create function analytics.views_there(scope analytics.scope)
  returns table (visitor bigint, page_key integer, seconds integer, country text, origin_key integer)
  stable
  parallel safe
  language sql
begin atomic
  select viewed.visitor, viewed.page_key, nullif(viewed.seconds, -1), viewed.country, viewed.origin_key
  from (
    select stays.visitor, stays.country, stays.origin_key, unnest(pages) as page_key, unnest(times) as seconds
    from analytics.rolled_stays(analytics.whole_days(scope)) as stays
    where (scope).page is null or (scope).page = any (pages)
  ) as viewed
  where (scope).page is null or viewed.page_key = (scope).page
  union all
  select visitor, page_key, seconds, country, origin_key from analytics.open_views(analytics.whole_days(scope))
  union all
  select visitor, page_key, seconds, country, origin_key
  from analytics.timed_views_there(analytics.cut_days(scope, true))
  union all
  select visitor, page_key, seconds, country, origin_key
  from analytics.timed_views_there(analytics.cut_days(scope, false));
end;

comment on function analytics.views_there(analytics.scope) is
  'The page views in the range of a scope, of its sessions, and of its page where it is about one.';
