create function analytics.open_presences(
  assistant_key integer, presences analytics.presence[], stretches tstzmultirange
)
  returns table (presence analytics.presence, key bigint, actor_key bigint, happened_at timestamptz, weight bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set random_page_cost = 1.1
  language plpgsql
as $$
declare
  sources constant text[] := analytics.sources_of(presences);
  stretch tstzrange;
begin
  -- Each stretch is planned by itself: a day and a year want different plans.
  for stretch in select unnest(stretches) loop
    return query
      select moment.presence, moment.key, moment.actor_key, moment.happened_at, moment.weight
      from analytics.log_presences as moment
      where moment.assistant_key = open_presences.assistant_key and moment.presence = any (presences)
        and moment.source = any (sources) and moment.happened_at >= lower(stretch) and moment.happened_at < upper(stretch);
  end loop;
end
$$;

comment on function analytics.open_presences(integer, analytics.presence[], tstzmultirange) is
  'Who was there in some stretches of time, straight from what was recorded.';
