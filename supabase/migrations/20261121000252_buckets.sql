create function analytics.buckets(starts timestamptz, ends timestamptz, unit text, zone text)
  returns setof timestamp
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return query
    select generate_series(
      date_trunc(unit, starts at time zone zone),
      (ends - interval '1 microsecond') at time zone zone,
      case unit when 'quarter' then interval '3 months' else ('1 ' || unit)::interval end
    );
end
$$;

comment on function analytics.buckets(timestamptz, timestamptz, text, text) is
  'The local start of each hour, day, week, month, quarter or year that [starts, ends) touches in a time zone, in order.';
