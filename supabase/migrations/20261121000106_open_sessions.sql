create function analytics.open_sessions(assistant_key integer, days date[], breakdown analytics.breakdown)
  returns table (
    source text, medium text, country text, device_type text, browser text, os text, sessions bigint
  )
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
begin
  if cardinality(days) = 0 then
    return;
  end if;
  return query
    with started as (
      select case when breakdown = 'source' then origin_key end as origin_key,
        case when breakdown = 'client' then client_key end as client_key,
        case when breakdown = 'country' then sessions.country end as country,
        count(*) as sessions
      from unnest(days) as day
      join analytics.sessions
        on sessions.assistant_key = open_sessions.assistant_key
        and date_bin(interval '1 hour', started_at, timestamptz 'epoch') >= day::timestamp at time zone 'UTC'
        and date_bin(interval '1 hour', started_at, timestamptz 'epoch') < (day + 1)::timestamp at time zone 'UTC'
      group by 1, 2, 3
    )
    select origins.source, origins.medium, started.country,
      clients.device_type, clients.browser, clients.os, started.sessions
    from started
    left join analytics.origins
      on origins.assistant_key = open_sessions.assistant_key and origins.origin_key = started.origin_key
    left join analytics.clients
      on clients.assistant_key = open_sessions.assistant_key and clients.client_key = started.client_key;
end
$$;

comment on function analytics.open_sessions(integer, date[], analytics.breakdown) is
  'Sessions that started on open days, by the attributes of a breakdown; a combination may come more than once.';
