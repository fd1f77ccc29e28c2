create function analytics.new_visitors(scope analytics.scope, visitors bigint[])
  returns bigint
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
begin
  return (
    select count(*) filter (where not analytics.was_there(scope, visitor)) from unnest(visitors) as visitor
  );
end
$$;

comment on function analytics.new_visitors(analytics.scope, bigint[]) is
  'How many of some visitors viewed no page in a session of a scope on its days that are rolled up.';
