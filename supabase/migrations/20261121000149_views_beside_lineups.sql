create function analytics.views_beside_lineups(scope analytics.scope)
  returns table (visitor bigint, page_key integer, seconds integer, origin_key integer)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
declare
  beside analytics.scope;
begin
  foreach beside in array analytics.beside_lineups(scope, 'page') loop
    return query
      select views.visitor, views.page_key, views.seconds, views.origin_key from analytics.views_there(beside) as views;
  end loop;
end
$$;

comment on function analytics.views_beside_lineups(analytics.scope) is
  'The page views in the range of a scope, of its sessions, and of its page where it is about one, that are in no line of pages within it.';
