create function analytics.cut_days(scope analytics.scope, is_first boolean)
  returns analytics.scope
  immutable
  parallel safe
  language sql
return case when is_first
  then analytics.narrowed(scope, (scope).first_day, (analytics.whole_days(scope)).first_day)
  else analytics.narrowed(
    scope, greatest((analytics.whole_days(scope)).until_day, (analytics.whole_days(scope)).first_day), (scope).until_day
  )
end;

comment on function analytics.cut_days(analytics.scope, boolean) is
  'The UTC days of a scope of which only a part is in its range: before its whole days, or after them.';
