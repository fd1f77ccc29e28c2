create function analytics.report_sessions(
  assistant_key integer, starts timestamptz, ends timestamptz,
  in_country text, from_source text, on_device text, with_widget boolean, with_ip boolean,
  row_limit integer, row_offset integer
)
  returns json
  stable
  set search_path = ''
  language sql
as $$
  with matching as (
    select sessions.session_key, sessions.started_at
    from analytics.sessions
    left join analytics.origins using (assistant_key, origin_key)
    join analytics.clients using (assistant_key, client_key)
    where sessions.assistant_key = report_sessions.assistant_key
      and sessions.started_at >= starts and sessions.started_at < ends
      and (in_country is null or sessions.country = in_country)
      and (on_device is null or clients.device_type = on_device)
      and (with_widget is null or sessions.engaged = with_widget)
      and (
        from_source is null
        or origins.source = from_source
        or from_source = 'social' and origins.medium = 'social'
      )
  ),
  page as (
    select session_key from matching
    order by started_at desc, session_key desc limit row_limit offset row_offset
  )
  select json_build_object(
    'data', coalesce((
      select json_agg(analytics.session_object(sessions, with_ip) order by started_at desc, session_key desc)
      from page join analytics.sessions using (session_key)
      where sessions.assistant_key = report_sessions.assistant_key
    ), '[]'),
    'meta', json_build_object(
      'total', (select count(*) from matching), 'limit', row_limit, 'offset', row_offset
    )
  )
$$;

comment on function analytics.report_sessions(
  integer, timestamptz, timestamptz, text, text, text, boolean, boolean, integer, integer
) is 'Sessions that started in [starts, ends), newest first. The source "social" is every source with that medium.';
