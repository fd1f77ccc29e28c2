create function analytics.sessions_by_page(scope analytics.scope, by_entry boolean)
  returns table (page_key integer, sessions bigint, bounces bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
begin
  return query
    select case when by_entry then entry_page_key else exit_page_key end as place,
      count(*), count(*) filter (where bounced)
    from analytics.starts_there(scope)
    where case when by_entry then entry_page_key else exit_page_key end is not null
    group by place;
end
$$;

comment on function analytics.sessions_by_page(analytics.scope, boolean) is
  'The sessions of a scope, and those of them that bounced, by the page they began with or, if not by_entry, ended with; without those that viewed none.';
