create function analytics.iso_time(instant timestamptz)
  returns text
  immutable
  strict
  parallel safe
  set search_path = ''
  language sql
as $$
  select to_char(instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$$;

comment on function analytics.iso_time(timestamptz) is 'ISO 8601 in UTC, to the second.';

create function analytics.percent(part numeric, whole numeric)
  returns numeric
  immutable
  parallel safe
  set search_path = ''
  language sql
as $$
  select case when whole = 0 then 0 else round(100 * part / whole, 1) end
$$;

comment on function analytics.percent(numeric, numeric) is
  'A share in percent with one decimal, rounded half up; 0 where there is nothing to share.';
