create function analytics.clock_buckets(starts timestamptz, ends timestamptz, unit text, zone text)
  returns table (bucket timestamp, name text)
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return query
    select each, analytics.bucket_name(instant, unit, zone)
    from analytics.buckets(starts, ends, unit, zone) as each
    cross join lateral (select analytics.local_start(each, zone) as instant) as start
    where unit <> 'hour' or instant at time zone zone = each;
end
$$;

comment on function analytics.clock_buckets(timestamptz, timestamptz, text, text) is
  'The local days or hours of [starts, ends) in a time zone, in order, with what the API calls them, without the hours that clocks skip; of an hour that they show twice there is one.';
