create function analytics.session_objects(listed analytics.sessions[], with_ip boolean)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return (
    select json_agg(json_build_object(
      'visitor_id', 'v_' || analytics.bigint_to_hex(session.visitor),
      'session_date', to_char(session.started_at at time zone 'UTC', 'YYYY-MM-DD'),
      'started_at', analytics.iso_time(session.started_at),
      'ended_at', analytics.iso_time(session.ended_at),
      'duration_seconds', extract(
        epoch from date_trunc('second', session.ended_at) - date_trunc('second', session.started_at)
      )::bigint,
      'pages_viewed', session.pages_viewed,
      'entry_page', (
        select path from analytics.pages
        where pages.assistant_key = session.assistant_key and pages.page_key = session.entry_page_key
      ),
      'exit_page', (
        select path from analytics.pages
        where pages.assistant_key = session.assistant_key and pages.page_key = session.exit_page_key
      ),
      'traffic_source', json_build_object(
        'source', origin.source,
        'medium', origin.medium,
        'referrer_url', origin.referrer_url,
        'utm_source', origin.utm_source,
        'utm_medium', origin.utm_medium,
        'utm_campaign', origin.utm_campaign,
        'utm_content', origin.utm_content,
        'utm_term', origin.utm_term
      ),
      'visitor', (
        jsonb_build_object(
          'ip_hash', analytics.bigint_to_hex(session.ip_hash),
          'country', session.country,
          'device_type', client.device_type,
          'browser', client.browser,
          'os', client.os,
          'screen_width', client.screen_width,
          'screen_height', client.screen_height,
          'language', client.language
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
    ) order by session.started_at desc, session.visitor desc)
    from unnest(listed) as session
    -- Both are looked up: there are many more of them than sessions on a page.
    left join lateral (
      select * from analytics.clients
      where clients.assistant_key = session.assistant_key and clients.client_key = session.client_key
      offset 0
    ) as client on true
    left join lateral (
      select * from analytics.origins
      where origins.assistant_key = session.assistant_key and origins.origin_key = session.origin_key
      offset 0
    ) as origin on true
  );
end
$$;

comment on function analytics.session_objects(analytics.sessions[], boolean) is 'Sessions as the API shows them, newest first; null for none.';
