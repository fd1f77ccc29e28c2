create function analytics.report_agent_times(assistants integer[], starts timestamptz, ends timestamptz, unit text)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  first constant timestamptz := date_trunc(unit, starts, 'UTC');
begin
  return (
    with counted as materialized (
      select * from analytics.log_series(assistants, array[
        'intervention_accepted', 'intervention_wait', 'intervention_finished', 'intervention_length'
      ]::analytics.measure[], first, ends, unit, 'UTC')
    ),
    -- The rows without a bucket are those of the whole range.
    timed as (
      select bucket, grouping(bucket) = 1 as is_total, key,
        analytics.mean_seconds(
          sum(amount) filter (where measure = 'intervention_wait'),
          sum(amount) filter (where measure = 'intervention_accepted')
        ) as waited,
        analytics.mean_seconds(
          sum(amount) filter (where measure = 'intervention_length'),
          sum(amount) filter (where measure = 'intervention_finished')
        ) as lasted
      from counted
      group by grouping sets ((bucket, key), (key))
    ),
    listed as materialized (
      select bucket, is_total, json_agg(
        json_build_object('agent', name, 'waited', waited, 'lasted', lasted) order by name collate "C", key
      ) as agents
      from timed join analytics.names_of(assistants, array(select distinct key from counted)) using (key)
      group by bucket, is_total
    ),
    series as (
      select analytics.bucket_time(bucket) as date, coalesce(agents, '[]') as agents
      from analytics.buckets(first, ends, unit, 'UTC') as bucket
      left join listed using (bucket)
      order by bucket
    )
    select json_build_object(
      'from', analytics.bucket_time(first at time zone 'UTC'),
      'data', array(select series from series),
      'totals', json_build_object('agents', coalesce((select agents from listed where is_total), '[]'))
    )
  );
end
$$;

comment on function analytics.report_agent_times(integer[], timestamptz, timestamptz, text) is
  'As report_intervention_times, for each agent with any such time, by the agents'' names.';
