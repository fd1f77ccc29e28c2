create function analytics.stays_there(scope analytics.scope)
  returns setof analytics.stays
  stable
  parallel safe
  language sql
begin atomic
  select * from analytics.rolled_stays(scope)
  union all
  select * from analytics.open_stays(scope);
end;

comment on function analytics.stays_there(analytics.scope) is
  'What the sessions of a scope did on each of its UTC days, from rollups or from what was recorded.';
