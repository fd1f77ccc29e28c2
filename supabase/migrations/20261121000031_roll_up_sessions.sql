create function analytics.roll_up_sessions(assistant_key integer, day date)
  returns void
  volatile
  set search_path = ''
  language sql
as $$
  delete from analytics.session_rollups
  where session_rollups.assistant_key = roll_up_sessions.assistant_key and days = 1 and first_day = day;

  with started as (
    select 1 << extract(hour from started_at at time zone 'UTC')::integer as hour, sessions.country,
      sessions.engaged, origins.source, origins.medium, clients.device_type, clients.browser, clients.os
    from analytics.sessions
    left join analytics.origins using (assistant_key, origin_key)
    join analytics.clients using (assistant_key, client_key)
    where sessions.assistant_key = roll_up_sessions.assistant_key
      and date_bin(interval '1 hour', started_at, timestamptz 'epoch') >= day::timestamp at time zone 'UTC'
      and date_bin(interval '1 hour', started_at, timestamptz 'epoch') < (day + 1)::timestamp at time zone 'UTC'
  ),
  counted as materialized (
    select
      case
        when grouping(engaged) = 0 then 'list'
        when grouping(source) = 0 then 'source'
        when grouping(country) = 0 then 'country'
        else 'client'
      end::analytics.breakdown as breakdown,
      engaged, source, medium, country, device_type, browser, os,
      count(*) as sessions, bit_or(hour) as hours
    from started
    group by grouping sets (
      (source, medium), (country), (device_type, browser, os), (country, source, medium, device_type, engaged)
    )
  ),
  labelled as (
    select counted.*, jsonb_build_array(breakdown, source, medium, country, device_type, browser, os, engaged) as label
    from counted
  ),
  known as materialized (
    select segment_key,
      jsonb_build_array(breakdown, source, medium, country, device_type, browser, os, engaged) as label
    from analytics.segments where segments.assistant_key = roll_up_sessions.assistant_key
  ),
  added as (
    insert into analytics.segments (
      assistant_key, breakdown, engaged, source, medium, country, device_type, browser, os
    )
    select roll_up_sessions.assistant_key, breakdown, engaged, source, medium, country, device_type, browser, os
    from labelled where label not in (select label from known)
    returning segment_key,
      jsonb_build_array(breakdown, source, medium, country, device_type, browser, os, engaged) as label
  )
  insert into analytics.session_rollups (
    assistant_key, breakdown, days, first_day, segment_key, sessions, hours
  )
  select roll_up_sessions.assistant_key, breakdown, 1, day, segment_key, sessions, hours
  from labelled join (select * from known union all select * from added) as segments using (label)
$$;

comment on function analytics.roll_up_sessions(integer, date) is
  'Counts the sessions that started on a day, by segment.';
