create type analytics.local_day as (
  bucket timestamptz,
  day date,
  milliseconds integer,
  ends timestamptz,
  is_plain boolean
);

comment on type analytics.local_day is
  'A day on the clocks of a zone: the instant at which it begins and when that is in UTC, and the instant at which it ends. It is plain where it has 24 hours and what there is of the UTC days that it is on is rolled up.';
