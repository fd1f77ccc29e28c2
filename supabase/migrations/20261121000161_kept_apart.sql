create function analytics.kept_apart(scope analytics.scope)
  returns json
  stable
  set search_path = ''
  language sql
as $$
  select coalesce(json_agg(json_build_object('reason', reason, 'count', events) order by events desc, reason), '[]')
  from (
    select reason collate "C" as reason, sum(exclusions.events) as events
    from analytics.exclusions
    where assistant_key = scope.assistant_key and starts >= scope.starts and starts < scope.ends
    group by reason
  ) as counted
$$;

comment on function analytics.kept_apart(analytics.scope) is
  'How many events were kept apart in the range of a scope, by reason, most first; whatever its filters are, since nothing else is known of them.';
