create function analytics.report_activity(
  assistants integer[], measures analytics.measure[], starts timestamptz, ends timestamptz, unit text, zone text
)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  -- In seconds: an interval of days would be added on the calendar of the session.
  before constant timestamptz := starts - make_interval(secs => extract(epoch from ends - starts)::double precision);
begin
  return (
    with counted as (
      select bucket, measure, sum(amount) as amount
      from analytics.log_series(assistants, measures, starts, ends, unit, zone)
      group by bucket, measure
    ),
    complete as (
      select bucket, json_object_agg(measure, coalesce(amount, 0)) as amounts
      from analytics.buckets(starts, ends, unit, zone) as bucket
      cross join unnest(measures) as measure
      left join counted using (bucket, measure)
      group by bucket
    ),
    totals as (
      select (select coalesce(sum(amount), 0) from counted) as amount,
        (select coalesce(sum(amount), 0) from analytics.log_totals(assistants, measures, before, starts)) as previous
    )
    select json_build_object(
      'series', (
        select json_agg(json_build_object(
          'date', analytics.bucket_label(bucket, unit), 'amounts', amounts
        ) order by bucket) from complete
      ),
      'change_percent', analytics.change_percent(totals.amount, totals.previous)
    )
    from totals
  );
end
$$;

comment on function analytics.report_activity(integer[], analytics.measure[], timestamptz, timestamptz, text, text) is
  'Some measures in each bucket of [starts, ends), ascending, and by how many percent their sum differs from that of the range of the same length just before.';
