create function analytics.report_intervention_times(
  assistants integer[], starts timestamptz, ends timestamptz, unit text
)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  first constant timestamptz := date_trunc(unit, starts, 'UTC');
begin
  return (
    -- Of all agents, before anything is done with them one by one.
    with counted as (
      select bucket, measure, sum(amount) as amount
      from analytics.log_parts(assistants, array[
        'intervention_accepted', 'intervention_wait', 'intervention_finished', 'intervention_length'
      ]::analytics.measure[], first, ends, unit, 'UTC')
      group by bucket, measure
    ),
    -- The row without a bucket is that of the whole range.
    timed as materialized (
      select bucket, grouping(bucket) = 1 as is_total,
        analytics.mean_seconds(
          sum(amount) filter (where measure = 'intervention_wait'),
          sum(amount) filter (where measure = 'intervention_accepted')
        ) as waited,
        analytics.mean_seconds(
          sum(amount) filter (where measure = 'intervention_length'),
          sum(amount) filter (where measure = 'intervention_finished')
        ) as lasted
      from counted
      group by grouping sets ((bucket), ())
    ),
    series as (
      select analytics.bucket_time(bucket) as date, waited, lasted
      from analytics.buckets(first, ends, unit, 'UTC') as bucket
      left join timed using (bucket)
      order by bucket
    )
    select json_build_object(
      'from', analytics.bucket_time(first at time zone 'UTC'),
      'data', array(select series from series),
      'totals', (select json_build_object('waited', waited, 'lasted', lasted) from timed where is_total)
    )
  );
end
$$;

comment on function analytics.report_intervention_times(integer[], timestamptz, timestamptz, text) is
  'Of interventions by their start: the mean time from request to acceptance, and from acceptance to end, in seconds to one decimal and null of none; in every bucket from that of starts up to, but not, ends, and over the whole of it.';
