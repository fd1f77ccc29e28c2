create function analytics.overview_of(scope analytics.scope)
  returns analytics.overview
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
declare
  overview analytics.overview := analytics.view_totals(scope);
  rest analytics.scope := scope;
  rolled analytics.overview;
begin
  -- Of all sessions, rolled periods know the sums; only those of open days are left to be looked at.
  if scope.is_unfiltered and scope.page is null then
    select sum(sessions), sum(bounces), sum(session_seconds), sum(engaged)
    into rolled.sessions, rolled.bounces, rolled.seconds, rolled.engaged
    from analytics.rolled_periods(scope.assistant_key, scope.first, scope.until) as period
    join analytics.periods using (days, first_day)
    where periods.assistant_key = scope.assistant_key;
    rest.until_day := scope.first_day;
  end if;
  select coalesce(rolled.sessions, 0) + count(*), coalesce(rolled.bounces, 0) + count(*) filter (where bounced),
    coalesce(rolled.seconds, 0) + coalesce(sum(seconds), 0), coalesce(rolled.engaged, 0) + count(*) filter (where engaged)
  into overview.sessions, overview.bounces, overview.seconds, overview.engaged
  from analytics.starts_there(rest);
  return overview;
end
$$;

comment on function analytics.overview_of(analytics.scope) is 'What a scope comes to in all.';
