create function analytics.funnel_of(scope analytics.scope)
  returns analytics.funnel
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
declare
  funnel analytics.funnel;
begin
  funnel.visitors := (analytics.view_totals(scope)).visitors;
  select count(*), count(*) filter (where step >= 2), count(*) filter (where step = 3)
  into funnel.opened, funnel.started, funnel.submitted
  from (
    select visitor, max(kind) as step from analytics.actions_there(scope) where kind > 0 group by visitor
  ) as acted;
  return funnel;
end
$$;

comment on function analytics.funnel_of(analytics.scope) is 'The funnel of a whole scope.';
