create function analytics.actions_there(scope analytics.scope)
  returns table (
    visitor bigint, page_key integer, acted_at timestamptz, kind integer, country text, origin_key integer
  )
  stable
  parallel safe
  language sql
begin atomic
  select stays.visitor, actions[place], acted_at, actions[place + 2], stays.country, stays.origin_key
  from analytics.rolled_stays(scope) as stays
  cross join lateral generate_series(1, cardinality(actions), 3) as place
  cross join lateral (
    select day::timestamp at time zone 'UTC' + actions[place + 1] * interval '1 millisecond' as acted_at
  ) as moment
  where actions is not null and acted_at >= (scope).starts and acted_at < (scope).ends
    and ((scope).page is null or actions[place] = (scope).page)
  union all
  select * from analytics.open_actions(scope) as acted
  where acted.acted_at >= (scope).starts and acted.acted_at < (scope).ends;
end;

comment on function analytics.actions_there(analytics.scope) is
  'The widget events in the range of a scope, of its sessions, and on its page where it is about one; kind is as in analytics.stays.';
