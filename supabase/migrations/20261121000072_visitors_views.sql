create function analytics.visitors_views(scope analytics.scope)
  returns table (visitor bigint, country text, origin_key integer, pageviews integer)
  stable
  parallel safe
  language sql
begin atomic
  select stays.visitor, stays.country, stays.origin_key,
    case when (scope).page is null then views else cardinality(array_positions(pages, (scope).page)) end
  from analytics.rolled_stays(analytics.whole_days(scope)) as stays
  where views > 0 and ((scope).page is null or (scope).page = any (pages))
  union all
  select visitor, country, origin_key, 1 from analytics.open_views(analytics.whole_days(scope))
  union all
  select visitor, country, origin_key, 1 from analytics.timed_views_there(analytics.cut_days(scope, true))
  union all
  select visitor, country, origin_key, 1 from analytics.timed_views_there(analytics.cut_days(scope, false));
end;

comment on function analytics.visitors_views(analytics.scope) is
  'How many page views in the range of a scope there were in each session, in parts: for sums, and to tell visitors apart.';
