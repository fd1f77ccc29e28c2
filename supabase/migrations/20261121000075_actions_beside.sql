create function analytics.actions_beside(pieces analytics.scope[])
  returns table (
    visitor bigint, page_key integer, acted_at timestamptz, kind integer, country text, origin_key integer
  )
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
declare
  piece analytics.scope;
begin
  foreach piece in array pieces loop
    return query select * from analytics.actions_there(piece);
  end loop;
end
$$;

comment on function analytics.actions_beside(analytics.scope[]) is
  'The widget events in the ranges of several scopes, as analytics.actions_there has them of one.';
