create function analytics.start_totals(scope analytics.scope)
  returns setof analytics.overview
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
begin
  return query
    select null::bigint, null::bigint, count(*), count(*) filter (where bounced), coalesce(sum(seconds), 0)::bigint,
      count(*) filter (where engaged)
    from analytics.starts_there(scope);
end
$$;

comment on function analytics.start_totals(analytics.scope) is
  'The sessions that started in a scope; nothing of page views.';
