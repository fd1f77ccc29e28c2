create function analytics.session_entries(session analytics.sessions)
  returns table (happened_at timestamptz, id text, entry json)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_column
declare
  days constant date[] := analytics.days_of(analytics.days_between(session.started_at, session.ended_at));
  token constant bigint := analytics.key_of(analytics.user_token(session.visitor));
  -- What came less than half an hour after the last event of a session is of no other session.
  until constant timestamptz := session.ended_at + interval '30 minutes';
begin
  return query
    select viewed_at, event_id::text, json_build_object(
      'type', 'page_view',
      'id', event_id,
      'at', analytics.iso_time(viewed_at),
      'page_url', path,
      'page_title', title,
      'seconds_on_page', seconds_on_page
    )
    from analytics.page_views join analytics.pages using (assistant_key, page_key)
    where assistant_key = session.assistant_key and viewed_on = any (days) and visitor = session.visitor
      and viewed_at >= session.started_at and viewed_at <= session.ended_at;

  return query
    select occurred_at, event_id::text, json_build_object(
      'type', event_type,
      'id', event_id,
      'at', analytics.iso_time(occurred_at),
      'page_url', path,
      'duration_seconds', duration_seconds
    )
    from analytics.widget_events join analytics.pages using (assistant_key, page_key)
    where assistant_key = session.assistant_key and visitor = session.visitor
      and occurred_at >= session.started_at and occurred_at <= session.ended_at;

  return query
    select occurred_at, event_id::text, json_build_object(
      'type', case event_type when 'popup.displayed' then 'popup_display' else 'popup_open' end,
      'id', event_id,
      'at', analytics.iso_time(occurred_at),
      'popup_version', analytics.term_of(assistant_key, popup_version_key)
    )
    from analytics.visitor_events
    where assistant_key = session.assistant_key and token_key = token
      and event_type in ('popup.displayed', 'popup.opened')
      and occurred_at >= session.started_at and occurred_at < until;

  return query
    select started_at, conversation_id, json_build_object(
      'type', 'conversation',
      'id', conversation_id,
      'at', analytics.iso_time(started_at),
      'channel', analytics.term_of(assistant_key, channel_key)
    )
    from analytics.conversations
    where assistant_key = session.assistant_key and token_key = token
      and started_at >= session.started_at and started_at < until;

  return query
    select clicked_at, event_id::text, json_build_object(
      'type', case when product_key is null then 'link_click' else 'product_click' end,
      'id', event_id,
      'at', analytics.iso_time(clicked_at),
      'url', analytics.term_of(assistant_key, url_key),
      'product', analytics.term_of(assistant_key, product_key)
    )
    from (
      select * from analytics.link_clicks
      where assistant_key = session.assistant_key and actor_key = token
      union
      select clicks.* from analytics.conversations join analytics.link_clicks as clicks using (assistant_key, conversation_key)
      where assistant_key = session.assistant_key and token_key = token
    ) as clicked
    where clicked_at >= session.started_at and clicked_at < until;

  return query
    select purchased_at, event_id::text, json_build_object(
      'type', 'purchase',
      'id', event_id,
      'at', analytics.iso_time(purchased_at),
      'order_number', order_number,
      'value', trim_scale(value),
      'currency', currency
    )
    from analytics.purchases
    where assistant_key = session.assistant_key and buyer_key = token and is_first
      and purchased_at >= session.started_at and purchased_at < until;
end
$$;

comment on function analytics.session_entries(analytics.sessions) is
  'What is known of a session: its page views and widget events, and what the log has of its visitor''s token from its start until half an hour after its last event: popups, conversations that started, clicks, orders by their first event.';
