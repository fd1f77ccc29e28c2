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
    -- The bucket at infinity is the whole range.
    with timed as materialized (
      select coalesce(bucket, 'infinity') as bucket, key,
        analytics.mean_seconds(
          sum(amount) filter (where measure = 'intervention_wait'),
          sum(amount) filter (where measure = 'intervention_accepted')
        ) as waited,
        analytics.mean_seconds(
          sum(amount) filter (where measure = 'intervention_length'),
          sum(amount) filter (where measure = 'intervention_finished')
        ) as lasted
      from analytics.log_parts(assistants, array[
        'intervention_accepted', 'intervention_wait', 'intervention_finished', 'intervention_length'
      ]::analytics.measure[], first, ends, unit, 'UTC')
      -- An hour of a day has a part of each agent of that day, and of most it is nothing.
      where amount > 0
      group by grouping sets ((bucket, key), (key))
    ),
    named as materialized (
      select key, name, row_number() over (order by name collate "C", key) - 1 as place
      from analytics.names_of(assistants, array(select key from timed where bucket = 'infinity'))
    ),
    listed as materialized (
      select bucket, json_build_object(
        'names', array_agg(place order by place), 'waited', array_agg(waited order by place),
        'lasted', array_agg(lasted order by place)
      ) as agents
      from timed join named using (key)
      group by bucket
    ),
    complete as (
      select bucket, coalesce(agents, '{"names": [], "waited": [], "lasted": []}') as agents
      from (select analytics.buckets(first, ends, unit, 'UTC') as bucket union all select 'infinity') as each
      left join listed using (bucket)
    )
    select json_build_object(
      'from', analytics.bucket_time(first at time zone 'UTC'),
      'names', array(select name from named order by place),
      'data', array(
        select json_build_object('date', analytics.bucket_time(bucket), 'agents', agents)
        from complete where bucket < 'infinity' order by bucket
      ),
      'totals', (select json_build_object('agents', agents) from complete where bucket = 'infinity')
    )
  );
end
$$;

comment on function analytics.report_agent_times(integer[], timestamptz, timestamptz, text) is
  'As report_intervention_times, for each agent with any such time, by the agents'' names: the places of these in the list of them, from 0, and the times that go with them.';
