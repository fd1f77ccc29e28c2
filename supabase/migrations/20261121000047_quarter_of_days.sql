create function analytics.quarter_of_days(scope analytics.scope, quarter integer)
  returns analytics.scope
  immutable
  parallel safe
  language sql
return analytics.narrowed(
  scope,
  (scope).first_day + ((scope).until_day - (scope).first_day) * (quarter - 1) / 4,
  (scope).first_day + ((scope).until_day - (scope).first_day) * quarter / 4
);

comment on function analytics.quarter_of_days(analytics.scope, integer) is
  'A scope that looks at one quarter, 1 to 4, of the UTC days, so that processes share them.';
