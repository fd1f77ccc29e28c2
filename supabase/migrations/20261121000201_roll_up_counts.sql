-- As roll_up_presences.
create function analytics.roll_up_counts(assistant_key integer, day date)
  returns void
  volatile
  set search_path = ''
  set jit = off
  set random_page_cost = 1.1
  set work_mem = '32MB'
  language sql
as $$
  delete from analytics.count_rollups
  where count_rollups.assistant_key = roll_up_counts.assistant_key and count_rollups.day = roll_up_counts.day
    and measure = any (enum_range(null::analytics.measure));

  with by_quarter as (
    select measure, key,
      floor(extract(epoch from happened_at - day::timestamp at time zone 'UTC') / 900)::smallint as quarter,
      sum(amount)::bigint as amount
    from analytics.log_facts
    where log_facts.assistant_key = roll_up_counts.assistant_key
      and happened_at >= day::timestamp at time zone 'UTC'
      and happened_at < (day + 1)::timestamp at time zone 'UTC'
    group by 1, 2, 3
  ),
  growing as (
    select measure, key, quarter, amount,
      sum(amount) over (partition by measure, key order by quarter)::bigint as amount_so_far
    from by_quarter
  )
  insert into analytics.count_rollups (assistant_key, measure, day, key, amount, quarters, amounts)
  select roll_up_counts.assistant_key, measure, roll_up_counts.day, key, sum(amount),
    array_agg(quarter order by quarter), array_agg(amount_so_far order by quarter)
  from growing group by measure, key
$$;

comment on function analytics.roll_up_counts(integer, date) is 'Counts a day of the log, by measure and key.';
