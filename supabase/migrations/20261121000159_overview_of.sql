create function analytics.overview_of(scope analytics.scope)
  returns analytics.overview
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
declare
  overview analytics.overview;
  started analytics.overview;
  rest analytics.overview;
  whole constant analytics.scope := analytics.whole_days(scope);
begin
  if scope.filters <> '{}' then
    return analytics.filtered_totals(scope);
  end if;
  overview := analytics.view_totals(scope);
  -- Of all sessions, rolled periods know the sums; only those of the rest are left to be looked at.
  select coalesce(sum(sessions), 0), coalesce(sum(bounces), 0), coalesce(sum(session_seconds), 0),
    coalesce(sum(engaged), 0)
  into started.sessions, started.bounces, started.seconds, started.engaged
  from analytics.rolled_periods(scope.assistant_key, whole.first_day, whole.until_day) as period
  join analytics.periods using (days, first_day)
  where periods.assistant_key = scope.assistant_key;
  select count(*), count(*) filter (where bounced), coalesce(sum(seconds), 0), count(*) filter (where engaged)
  into rest.sessions, rest.bounces, rest.seconds, rest.engaged
  from (
    select seconds, bounced, engaged from analytics.open_stays(whole) where seconds is not null
    union all
    select seconds, bounced, engaged from analytics.starts_there(analytics.cut_days(scope, true))
    union all
    select seconds, bounced, engaged from analytics.starts_there(analytics.cut_days(scope, false))
  ) as others;
  overview.sessions := started.sessions + rest.sessions;
  overview.bounces := started.bounces + rest.bounces;
  overview.seconds := started.seconds + rest.seconds;
  overview.engaged := started.engaged + rest.engaged;
  return overview;
end
$$;

comment on function analytics.overview_of(analytics.scope) is 'What a scope comes to in all.';
