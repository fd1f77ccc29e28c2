create function analytics.presence_hours(
  assistants integer[], presences analytics.presence[], starts timestamptz, ends timestamptz
)
  returns table (bucket timestamp, presence analytics.presence, key bigint, people bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set random_page_cost = 1.1
  language plpgsql
as $$
#variable_conflict use_column
declare
  assistant integer;
  first_day constant date := (starts at time zone 'UTC')::date;
  last_day constant date := (ends at time zone 'UTC')::date;
  last_hour constant timestamptz := date_bin('1 hour', ends, timestamptz 'epoch');
begin
  foreach assistant in array assistants loop
    return query
      select day + make_interval(hours => hour), presence_rollups.presence, presence_rollups.key, counted.people::bigint
      from analytics.presence_rollups join analytics.log_days using (assistant_key, day),
        unnest(hours, hour_people) as counted (hour, people)
      where assistant_key = assistant and presence_rollups.presence = any (presences)
        and day >= first_day and day <= last_day and rolled
        and day + make_interval(hours => hour) >= starts at time zone 'UTC'
        and day + make_interval(hours => hour) < last_hour at time zone 'UTC';
    return query
      select bucket, presence, key, count(*)
      from unnest(analytics.open_log_stretches(assistant, starts, ends, interval '1 hour')) as stretch,
        analytics.there(assistant, presences, lower(stretch), upper(stretch), 'hour', null)
      group by 1, 2, 3;
  end loop;
end
$$;

comment on function analytics.presence_hours(integer[], analytics.presence[], timestamptz, timestamptz) is
  'Who was there in each UTC hour from the start of one, of each assistant.';
