create function analytics.session_counts(scope analytics.scope, breakdown analytics.breakdown)
  returns table (
    source text, medium text, country text, device_type text, browser text, os text, sessions bigint
  )
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
declare
  whole constant analytics.scope := analytics.whole_days(scope);
  looked_at analytics.scope;
begin
  foreach looked_at in array analytics.beside_counts(scope) loop
    continue when looked_at.first_day >= looked_at.until_day;
    return query
      with started as (
        select case when breakdown = 'source' then origin_key end as origin_key,
          case when breakdown = 'client' then client_key end as client_key,
          case when breakdown = 'country' then stays.country end as country,
          count(*) as sessions
        from analytics.starts_there(looked_at) as stays
        group by 1, 2, 3
      )
      select origins.source, origins.medium, started.country,
        clients.device_type, clients.browser, clients.os, started.sessions
      from started
      left join analytics.origins
        on origins.assistant_key = scope.assistant_key and origins.origin_key = started.origin_key
      left join analytics.clients
        on clients.assistant_key = scope.assistant_key and clients.client_key = started.client_key;
  end loop;
  if scope.filters <> '{}' then
    return query
      select case when breakdown = 'source' then label ->> 0 end, case when breakdown = 'source' then label ->> 1 end,
        case when breakdown = 'country' then label ->> 0 end,
        case when breakdown = 'client' then label ->> 0 end, case when breakdown = 'client' then label ->> 1 end,
        case when breakdown = 'client' then label ->> 2 end, in_lines.sessions
      from analytics.line_sessions(
        scope, case breakdown when 'source' then 'channel' else breakdown::text end::analytics.trait
      ) as in_lines;
    return;
  end if;

  return query
    with by_segment as (
      select rollups.segment_key, sum(rollups.sessions)::bigint as sessions
      from analytics.rolled_periods(scope.assistant_key, whole.first_day, whole.until_day) as period
      join analytics.session_rollups as rollups
        on rollups.assistant_key = scope.assistant_key and rollups.breakdown = session_counts.breakdown
        and rollups.days = period.days and rollups.first_day = period.first_day
      group by rollups.segment_key
    )
    select segments.source, segments.medium, segments.country,
      segments.device_type, segments.browser, segments.os, by_segment.sessions
    from by_segment
    join analytics.segments
      on segments.assistant_key = scope.assistant_key and segments.segment_key = by_segment.segment_key
    union all
    select * from analytics.open_sessions(scope.assistant_key, whole.opened, breakdown);
end
$$;

comment on function analytics.session_counts(analytics.scope, analytics.breakdown) is
  'Sessions of a scope by the attributes of a breakdown; a combination may come more than once.';
