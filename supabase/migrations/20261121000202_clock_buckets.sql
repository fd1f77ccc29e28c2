create function analytics.clock_buckets(starts timestamptz, ends timestamptz, unit text, zone text)
  returns setof timestamp
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return query
    select bucket from analytics.buckets(starts, ends, unit, zone) as bucket
    where unit <> 'hour' or analytics.local_start(bucket, zone) at time zone zone = bucket;
end
$$;

comment on function analytics.clock_buckets(timestamptz, timestamptz, text, text) is
  'The local days or hours of [starts, ends) in a time zone, in order, without the hours that clocks skip; of an hour that they show twice there is one.';
