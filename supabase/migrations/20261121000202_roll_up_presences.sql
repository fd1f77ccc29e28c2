-- The rows of one day are few beside all, and looked up one by one. To compile a plan takes longer than to run it.
create function analytics.roll_up_presences(assistant_key integer, day date)
  returns void
  volatile
  set search_path = ''
  set jit = off
  set random_page_cost = 1.1
  set work_mem = '32MB'
  language sql
as $$
  delete from analytics.presence_rollups
  where presence_rollups.assistant_key = roll_up_presences.assistant_key
    and presence_rollups.day = roll_up_presences.day
    and presence = any (enum_range(null::analytics.presence));

  with moments as materialized (
    select distinct presence, key, actor_key, weight,
      extract(hour from happened_at at time zone 'UTC')::smallint as hour
    from analytics.log_presences
    where log_presences.assistant_key = roll_up_presences.assistant_key
      and happened_at >= day::timestamp at time zone 'UTC'
      and happened_at < (day + 1)::timestamp at time zone 'UTC'
  ),
  -- One look at all that each was there as before.
  before as materialized (
    select earlier.presence, earlier.key, actor_key, (last_at at time zone 'UTC')::date as day
    from (select distinct actor_key from moments) as actors, lateral (
      select presence, key, max(happened_at) as last_at
      from analytics.log_presences
      where log_presences.assistant_key = roll_up_presences.assistant_key
        and log_presences.actor_key = actors.actor_key
        and happened_at < roll_up_presences.day::timestamp at time zone 'UTC'
      group by presence, key
    ) as earlier
  ),
  there as (
    select presence, key, weight, roll_up_presences.day - before.day as gap
    from (select distinct presence, key, actor_key, weight from moments) as present
    left join before using (presence, key, actor_key)
  ),
  by_gap as (
    select presence, key, gap, count(*) as people, sum(weight) as weight from there group by presence, key, gap
  ),
  shrinking as (
    select presence, key, gap, people, weight,
      coalesce(sum(people) over those_longer_away, 0)::integer as people_beyond,
      coalesce(sum(weight) over those_longer_away, 0)::bigint as weight_beyond
    from by_gap
    window those_longer_away as (
      partition by presence, key order by gap nulls last rows between 1 following and unbounded following
    )
  ),
  counted as (
    select presence, key,
      coalesce(array_agg(gap order by gap) filter (where gap is not null), '{}') as gaps,
      array[sum(people)::integer]
        || coalesce(array_agg(people_beyond order by gap) filter (where gap is not null), '{}') as people_beyond,
      array[sum(weight)::bigint]
        || coalesce(array_agg(weight_beyond order by gap) filter (where gap is not null), '{}') as weights_beyond
    from shrinking group by presence, key
  ),
  hourly as (
    select presence, key, array_agg(hour order by hour) as hours, array_agg(people::integer order by hour) as hour_people
    from (
      select presence, key, hour, count(distinct actor_key) as people from moments group by presence, key, hour
    ) as by_hour
    group by presence, key
  )
  insert into analytics.presence_rollups (
    assistant_key, presence, day, key, gaps, people_beyond, weights_beyond, hours, hour_people
  )
  select roll_up_presences.assistant_key, presence, roll_up_presences.day, key, gaps, people_beyond, weights_beyond,
    hours, hour_people
  from counted join hourly using (presence, key)
$$;

comment on function analytics.roll_up_presences(integer, date) is
  'Counts who was there on a day of the log, by presence and key, and by the day on which they were there before.';
