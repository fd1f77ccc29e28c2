create function analytics.new_log_entries(entries analytics.log_entry[])
  returns analytics.log_entry[]
  volatile
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
declare
  first_of_each analytics.log_entry[];
begin
  with added as (
    insert into analytics.logged_events (assistant_key, event_id, happened_on)
    select assistant_key, event_id, min((happened_at at time zone 'UTC')::date) from unnest(entries) as entry
    group by 1, 2
    order by 1, 2
    on conflict do nothing
    returning assistant_key, event_id
  ),
  chosen as (
    select distinct on (assistant_key, event_id) entry
    from added join unnest(entries) as entry using (assistant_key, event_id)
    order by assistant_key, event_id, place
  )
  select array_agg(entry order by (entry).place) into first_of_each from chosen;
  return coalesce(first_of_each, '{}');
end
$$;

comment on function analytics.new_log_entries(analytics.log_entry[]) is
  'Those events whose ids were not known, each id once, now known.';
