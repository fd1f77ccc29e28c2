create function analytics.whole_days(scope analytics.scope)
  returns analytics.scope
  immutable
  parallel safe
  language sql
return analytics.narrowed(
  scope,
  ((scope).first_day + ((scope).starts > (scope).first_day::timestamp at time zone 'UTC')::integer),
  ((scope).until_day - ((scope).ends < (scope).until_day::timestamp at time zone 'UTC')::integer)
);

comment on function analytics.whole_days(analytics.scope) is
  'The UTC days of a scope that are in its range from midnight to midnight: of what happened on them the time needs no look.';
