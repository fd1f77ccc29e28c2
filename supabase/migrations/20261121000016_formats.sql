create function analytics.iso_time(instant timestamptz)
  returns text
  stable
  strict
  parallel safe
  language sql
return to_char(instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');

comment on function analytics.iso_time(timestamptz) is 'ISO 8601 in UTC, to the second.';

create function analytics.percent(part numeric, whole numeric, decimals integer default 1)
  returns numeric
  immutable
  parallel safe
  language sql
return coalesce(round(100 * part / nullif(whole, 0), decimals), 0);

comment on function analytics.percent(numeric, numeric, integer) is
  'A share in percent with one decimal or so many, rounded half up; 0 where there is nothing to share.';

create function analytics.days_between(first timestamptz, last timestamptz)
  returns datemultirange
  immutable
  parallel safe
  language sql
return datemultirange(daterange((first at time zone 'UTC')::date, (last at time zone 'UTC')::date, '[]'));

comment on function analytics.days_between(timestamptz, timestamptz) is 'The UTC days from one instant to another.';

create function analytics.days_of(days datemultirange)
  returns date[]
  immutable
  parallel safe
  set search_path = ''
  language sql
as $$
  select coalesce(array_agg(day::date order by day), '{}')
  from unnest(days) as range, generate_series(lower(range), upper(range) - 1, interval '1 day') as day
$$;

comment on function analytics.days_of(datemultirange) is 'The days of ranges, one by one.';
