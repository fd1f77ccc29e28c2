create function analytics.person_entries(assistant_key integer, person_id text)
  returns table (happened_at timestamptz, id text, entry jsonb)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_column
declare
  who constant bigint := analytics.key_of(person_entries.person_id);
  browser constant bigint := analytics.visitor_of(person_entries.person_id);
  naming constant bigint[] := analytics.conversations_naming(person_entries.assistant_key, who);
  own constant bigint[] := analytics.own_conversations(person_entries.assistant_key, who, naming);
begin
  return query
    select started_at, '', jsonb_build_object('type', 'session', 'at', analytics.iso_time(started_at))
      || (analytics.session_objects(array[sessions], true) -> 0)::jsonb
    from analytics.sessions
    where assistant_key = person_entries.assistant_key and visitor = browser;
  return query
    select viewed_at, event_id::text, jsonb_build_object(
      'type', 'page_view',
      'at', analytics.iso_time(viewed_at),
      'id', event_id,
      'page_url', path,
      'page_title', title,
      'location', location,
      'seconds_on_page', seconds_on_page
    )
    from analytics.sessions as visit
    cross join lateral unnest(analytics.days_of(analytics.days_between(visit.started_at, visit.ended_at))) as day
    join analytics.page_views as view
      on view.assistant_key = visit.assistant_key and viewed_on = day and view.visitor = visit.visitor
      and viewed_at between visit.started_at and visit.ended_at
    join analytics.pages on pages.assistant_key = view.assistant_key and pages.page_key = view.page_key
    where visit.assistant_key = person_entries.assistant_key and visit.visitor = browser;
  return query
    select occurred_at, event_id::text, jsonb_build_object(
      'type', event_type,
      'at', analytics.iso_time(occurred_at),
      'id', event_id,
      'page_url', path,
      'session_id', page_load,
      'duration_seconds', duration_seconds
    )
    from analytics.sessions as visit
    join analytics.widget_events as event
      on event.assistant_key = visit.assistant_key and event.visitor = visit.visitor
      and occurred_at between visit.started_at and visit.ended_at
    join analytics.pages on pages.assistant_key = event.assistant_key and pages.page_key = event.page_key
    where visit.assistant_key = person_entries.assistant_key and visit.visitor = browser;
  return query
    select occurred_at, event_id::text, jsonb_build_object(
      'type', event_type,
      'at', analytics.iso_time(occurred_at),
      'id', event_id,
      'popup_version', analytics.term_of(assistant_key, popup_version_key)
    )
    from analytics.visitor_events
    where assistant_key = person_entries.assistant_key and token_key = who;

  return query
    select started_at, conversation_id, jsonb_build_object('type', 'conversation', 'at', analytics.iso_time(started_at))
      || analytics.conversation_object(conversations)::jsonb
    from analytics.conversations
    where assistant_key = person_entries.assistant_key and conversation_key = any (own);
  return query
    select part.happened_at, part.id, part.entry::jsonb || jsonb_build_object('conversation_id', conversation_id)
    from analytics.conversations cross join lateral analytics.conversation_entries(conversations) as part
    where assistant_key = person_entries.assistant_key and conversation_key = any (own)
      and part.entry ->> 'type' <> 'purchase';
  return query
    select part.happened_at, part.id, part.entry::jsonb || jsonb_build_object('conversation_id', conversation_id)
    from analytics.conversations cross join lateral analytics.conversation_entries(conversations) as part
    where assistant_key = person_entries.assistant_key and conversation_key = any (naming)
      and conversation_key <> all (own)
      and part.entry ->> 'type' = 'message' and part.entry ->> 'user' = person_entries.person_id;
  return query
    select at, event_id::text, analytics.said_alone(kind, at, event_id, assistant_key, conversation_key, of_key, more)
    from (
      select assistant_key, 'call' as kind, started_at as at, event_id, conversation_key, channel_key as of_key,
        jsonb_build_object('direction', direction, 'duration_seconds', duration_seconds) as more
      from analytics.calls where assistant_key = person_entries.assistant_key and person_key = who
      union all
      select assistant_key, 'reaction', reacted_at, event_id, conversation_key, response_key,
        jsonb_build_object('reaction', reaction)
      from analytics.reactions where assistant_key = person_entries.assistant_key and person_key = who
      union all
      select assistant_key, 'link.clicked', clicked_at, event_id, conversation_key, url_key,
        jsonb_build_object('product', analytics.term_of(assistant_key, product_key))
      from analytics.link_clicks where assistant_key = person_entries.assistant_key and person_key = who
      union all
      select assistant_key, 'bot.event', occurred_at, event_id, conversation_key, name_key, '{}'
      from analytics.bot_events where assistant_key = person_entries.assistant_key and person_key = who
    ) as said
    where conversation_key is null or conversation_key <> all (own);
  return query
    select purchased_at, event_id::text, jsonb_build_object(
      'type', 'purchase',
      'at', analytics.iso_time(purchased_at),
      'id', event_id,
      'order_number', order_number,
      'value', trim_scale(value),
      'currency', currency
    )
    from analytics.purchases
    where assistant_key = person_entries.assistant_key and order_number in (
      select order_number from analytics.purchases
      where assistant_key = person_entries.assistant_key
        and (who in (token_key, person_key, buyer_key) or conversation_key = any (own))
    );
end
$$;

comment on function analytics.person_entries(integer, text) is
  'All that is held on a visitor, a user or a user token, and what would be erased with them.';
