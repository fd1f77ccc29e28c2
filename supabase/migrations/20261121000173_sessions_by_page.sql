create function analytics.sessions_by_page(scope analytics.scope, by_entry boolean)
  returns table (page_key integer, sessions bigint, bounces bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
declare
  looked_at analytics.scope;
begin
  -- Of those that viewed a page, each is looked at: the lines of pages do not tell where sessions ended.
  foreach looked_at in array case
    when scope.page is null then analytics.beside_lineups(scope, 'visitor') else array[scope]
  end loop
    return query
      select case when by_entry then entry_page_key else exit_page_key end as place,
        count(*), count(*) filter (where bounced)
      from analytics.starts_there(looked_at)
      where case when by_entry then entry_page_key else exit_page_key end is not null
      group by place;
  end loop;
  if scope.page is not null then
    return;
  end if;

  return query
    select * from analytics.ends_in_lines(
      scope, array(select there from analytics.chosen(scope, 'visitor') as there), by_entry
    );
end
$$;

comment on function analytics.sessions_by_page(analytics.scope, boolean) is
  'The sessions of a scope, and those of them that bounced, by the page they began with or, if not by_entry, ended with; without those that viewed none. A page may come more than once.';
