create function analytics.session_object(session analytics.sessions, with_ip boolean)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return (
    select json_build_object(
      'visitor_id', 'v_' || analytics.bigint_to_hex(session.visitor),
      'session_date', to_char(session.started_at at time zone 'UTC', 'YYYY-MM-DD'),
      'started_at', analytics.iso_time(session.started_at),
      'ended_at', analytics.iso_time(session.ended_at),
      'duration_seconds', extract(
        epoch from date_trunc('second', session.ended_at) - date_trunc('second', session.started_at)
      )::bigint,
      'pages_viewed', session.pages_viewed,
      'entry_page', entry.path,
      'exit_page', exit.path,
      'traffic_source', json_build_object(
        'source', origins.source,
        'medium', origins.medium,
        'referrer_url', origins.referrer_url,
        'utm_source', origins.utm_source,
        'utm_medium', origins.utm_medium,
        'utm_campaign', origins.utm_campaign,
        'utm_content', origins.utm_content,
        'utm_term', origins.utm_term
      ),
      'visitor', (
        jsonb_build_object(
          'ip_hash', analytics.bigint_to_hex(session.ip_hash),
          'country', session.country,
          'device_type', clients.device_type,
          'browser', clients.browser,
          'os', clients.os,
          'screen_width', clients.screen_width,
          'screen_height', clients.screen_height,
          'language', clients.language
        ) || case when with_ip then jsonb_build_object('ip', (
          select host(ip) from analytics.session_addresses
          where session_addresses.assistant_key = session.assistant_key
            and session_addresses.visitor = session.visitor
            and session_addresses.started_at = session.started_at
        )) else '{}' end
      ),
      'widget', json_build_object(
        'engaged', session.engaged,
        'widget_session_seconds', session.widget_seconds
      )
    )
    from analytics.clients
    left join analytics.pages as entry
      on entry.assistant_key = session.assistant_key and entry.page_key = session.entry_page_key
    left join analytics.pages as exit
      on exit.assistant_key = session.assistant_key and exit.page_key = session.exit_page_key
    left join analytics.origins
      on origins.assistant_key = session.assistant_key and origins.origin_key = session.origin_key
    where clients.assistant_key = session.assistant_key and clients.client_key = session.client_key
  );
end
$$;

comment on function analytics.session_object(analytics.sessions, boolean) is 'One session as the API shows it.';
