create function analytics.presence_parts(
  assistants integer[], presences analytics.presence[], starts timestamptz, ends timestamptz, unit text
)
  returns table (bucket timestamp, presence analytics.presence, key bigint, people bigint, weight bigint)
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
begin
  foreach assistant in array assistants loop
    return query
      -- The whole days of each bucket, from whole_from up to, but not, whole_until.
      with open_days as materialized (
        select day from analytics.log_days
        where assistant_key = assistant and not rolled and day >= first_day and day <= last_day
      ),
      bounds as materialized (
        select coalesce(bucket, '-infinity') as bucket, begins, until, whole_from, whole_until, exists (
          select from analytics.log_days
          where assistant_key = assistant and rolled and day >= whole_from and day < whole_until
        ) as has_rolled
        from analytics.bucket_bounds(starts, ends, unit, 'UTC'), lateral (
          select ((begins + interval '1 day' - interval '1 microsecond') at time zone 'UTC')::date as whole_from,
            (until at time zone 'UTC')::date as whole_until
        ) as whole
      ),
      met_on_rolled_days as (
        select bucket, presence_rollups.presence, presence_rollups.key,
          sum(people_beyond[1 + width_bucket(day - whole_from, gaps)]) as people,
          sum(weights_beyond[1 + width_bucket(day - whole_from, gaps)]) as weight
        from bounds join analytics.presence_rollups on day >= whole_from and day < whole_until
        where assistant_key = assistant and presence_rollups.presence = any (presences)
          and day >= first_day and day <= last_day and day not in (select day from open_days)
        group by 1, 2, 3
      ),
      there as materialized (
        select coalesce(bucket, '-infinity') as bucket, presence, key, actor_key, min(weight) as weight
        from unnest(analytics.open_log_stretches(assistant, starts, ends, interval '1 day')) as stretch,
          analytics.there(assistant, presences, lower(stretch), upper(stretch), unit, null)
        group by 1, 2, 3, 4
      ),
      -- Whoever a bucket's whole days meet first on one that is rolled up, is counted there.
      first_met as materialized (
        select bounds.bucket, met.presence, met.key, met.actor_key, (met.first_at at time zone 'UTC')::date as day
        from bounds
        join (select bucket, array_agg(distinct actor_key) as actors from there group by bucket) as named using (bucket),
        analytics.there(
          assistant, presences,
          whole_from::timestamp at time zone 'UTC', whole_until::timestamp at time zone 'UTC', null, actors
        ) as met
        where has_rolled
      ),
      met_elsewhere as (
        select there.bucket, there.presence, there.key, count(*) as people, sum(there.weight) as weight
        from there left join first_met using (bucket, presence, key, actor_key)
        where day is null or day in (select day from open_days)
        group by 1, 2, 3
      )
      select bucket, presence, key, people::bigint, weight::bigint from met_on_rolled_days
      union all
      select bucket, presence, key, people::bigint, weight::bigint from met_elsewhere;
  end loop;
end
$$;

comment on function analytics.presence_parts(integer[], analytics.presence[], timestamptz, timestamptz, text) is
  'The parts that presence_series and presence_totals add up: of each assistant, whom the rollups of a bucket''s days meet first, and whom only what was recorded tells of.';
