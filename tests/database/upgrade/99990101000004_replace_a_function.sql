create or replace function analytics.iso_time(instant timestamptz)
  returns text
  stable
  strict
  parallel safe
  language sql
return to_char(instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"');
