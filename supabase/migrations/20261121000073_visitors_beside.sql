create function analytics.visitors_beside(pieces analytics.scope[])
  returns table (visitor bigint, country text, origin_key integer, pageviews integer)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
declare
  piece analytics.scope;
begin
  -- One by one, so that what is asked of each is known when its query is planned.
  foreach piece in array pieces loop
    return query select * from analytics.visitors_views(piece);
  end loop;
end
$$;

comment on function analytics.visitors_beside(analytics.scope[]) is
  'The page views in the ranges of several scopes, as analytics.visitors_views has them of one.';
