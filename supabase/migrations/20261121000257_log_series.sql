create function analytics.log_series(
  assistants integer[], measures analytics.measure[], starts timestamptz, ends timestamptz, unit text, zone text
)
  returns table (bucket timestamp, measure analytics.measure, key bigint, amount bigint)
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  if cardinality(assistants) = 1 and unit = 'day' and zone = 'UTC'
    and starts = date_trunc('day', starts, 'UTC') and ends = date_trunc('day', ends, 'UTC')
  then
    -- Each day is rolled up or is not: it has one part.
    return query
      select part.* from analytics.log_parts(assistants, measures, starts, ends, unit, zone) as part
      where part.amount > 0;
  else
    return query
      select part.bucket, part.measure, part.key, sum(part.amount)::bigint
      from analytics.log_parts(assistants, measures, starts, ends, unit, zone) as part
      group by part.bucket, part.measure, part.key having sum(part.amount) > 0;
  end if;
end
$$;

comment on function analytics.log_series(integer[], analytics.measure[], timestamptz, timestamptz, text, text) is
  'What analytics.log_facts has of some measures of assistants in [starts, ends), by local hour, day, week, month, quarter or year in a time zone; without a unit, in all. No row where that is nothing.';
