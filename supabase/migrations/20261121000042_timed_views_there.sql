create function analytics.timed_views_there(scope analytics.scope)
  returns table (
    visitor bigint, page_key integer, viewed_at timestamptz, seconds integer, country text, origin_key integer
  )
  stable
  parallel safe
  language sql
begin atomic
  select stays.visitor, pages[place], viewed_at, nullif(times[2 * place], -1), stays.country, stays.origin_key
  from analytics.stays_there(scope) as stays
  cross join lateral generate_subscripts(pages, 1) as place
  cross join lateral (
    select day::timestamp at time zone 'UTC' + times[2 * place - 1] * interval '1 millisecond' as viewed_at
  ) as moment
  where viewed_at >= (scope).starts and viewed_at < (scope).ends
    and ((scope).page is null or pages[place] = (scope).page);
end;

comment on function analytics.timed_views_there(analytics.scope) is
  'The page views in the range of a scope, of its sessions, and of its page where it is about one, with their time.';
