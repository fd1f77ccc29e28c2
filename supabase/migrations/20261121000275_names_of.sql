create function analytics.names_of(assistants integer[], keys bigint[])
  returns table (key bigint, name text)
  stable
  rows 50
  set search_path = ''
  language plpgsql
as $$
begin
  return query
    select each, coalesce(min(term), 'unknown')
    from unnest(keys) as each
    left join analytics.terms on assistant_key = any (assistants) and term_key = each
    group by each;
end
$$;

comment on function analytics.names_of(integer[], bigint[]) is
  'Each key once, with its term in any of the assistants; "unknown" where there is none, as for 0.';
