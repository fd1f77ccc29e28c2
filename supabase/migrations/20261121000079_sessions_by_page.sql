create function analytics.sessions_by_page(scope analytics.scope, by_entry boolean)
  returns table (page_key integer, sessions bigint, visitors bigint, bounces bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
begin
  return query
    with by_visitor as (
      select case when by_entry then entry_page_key else exit_page_key end as place, visitor,
        count(*) as sessions, count(*) filter (where bounced) as bounces
      from analytics.starts_there(scope)
      group by place, visitor
    )
    select place, sum(by_visitor.sessions)::bigint, count(*), sum(by_visitor.bounces)::bigint
    from by_visitor where place is not null group by place;
end
$$;

comment on function analytics.sessions_by_page(analytics.scope, boolean) is
  'The sessions of a scope, their distinct visitors and those that bounced, by the page they began with or, if not by_entry, ended with; without those that viewed none.';
