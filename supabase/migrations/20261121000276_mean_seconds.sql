create function analytics.mean_seconds(milliseconds numeric, number numeric)
  returns numeric
  immutable
  parallel safe
  language sql
return round(milliseconds / nullif(number, 0) / 1000, 1);

comment on function analytics.mean_seconds(numeric, numeric) is
  'The mean of so many times that take so many milliseconds together, in seconds to one decimal, rounded half up; null of none.';
