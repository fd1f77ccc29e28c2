create function analytics.views_there(scope analytics.scope)
  returns table (visitor bigint, page_key integer, seconds integer, country text, origin_key integer)
  stable
  parallel safe
  language sql
begin atomic
  select stays.visitor, pages[place], nullif(times[2 * place], -1), stays.country, stays.origin_key
  from analytics.stays_there(analytics.whole_days(scope)) as stays
  cross join lateral generate_subscripts(pages, 1) as place
  where (scope).page is null or pages[place] = (scope).page
  union all
  select visitor, page_key, seconds, country, origin_key
  from analytics.timed_views_there(analytics.cut_days(scope, true))
  union all
  select visitor, page_key, seconds, country, origin_key
  from analytics.timed_views_there(analytics.cut_days(scope, false));
end;

comment on function analytics.views_there(analytics.scope) is
  'The page views in the range of a scope, of its sessions, and of its page where it is about one.';
