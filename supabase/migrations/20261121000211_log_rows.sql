create function analytics.log_rows(entries analytics.log_entry[])
  returns void
  volatile
  set search_path = ''
  language plpgsql
as $$
begin
  insert into analytics.messages (
    assistant_key, conversation_key, sent_at, event_id, actor_key, person_key, response_key, intent_key, topic_key,
    agent_key, confidence, is_free_text, sender, direction, triggered_by
  )
  select assistant_key, conversation_key, happened_at, event_id,
    coalesce(field.person_key, conversations.person_key, conversations.token_key, ~conversation_key),
    field.person_key, response_key, intent_key, field.topic_key, agent_key, confidence,
    coalesce(free_text, sender = 'CUSTOMER' and (intent_key is not null or confidence is not null)),
    sender, coalesce(direction, case sender when 'CUSTOMER' then 'inbound' else 'outbound' end), triggered_by
  from unnest(entries) as entry
  join analytics.conversations using (assistant_key, conversation_key),
  jsonb_to_record(fields) as field (
    person_key bigint, response_key bigint, intent_key bigint, topic_key bigint,
    agent_key bigint, confidence double precision, free_text boolean, sender text, direction text, triggered_by text
  )
  where kind = 'message';

  insert into analytics.message_texts (assistant_key, event_id, sent_on, text)
  select assistant_key, event_id, (happened_at at time zone 'UTC')::date, fields ->> 'text'
  from unnest(entries) as entry join public.assistants on key = assistant_key and keep_message_text
  where kind = 'message' and fields ? 'text';

  insert into analytics.calls (
    assistant_key, conversation_key, started_at, event_id, person_key, channel_key, agent_key, duration_seconds, direction
  )
  select assistant_key, conversation_key, happened_at, event_id, person_key, channel_key, agent_key,
    duration_seconds, direction
  from unnest(entries) as entry, jsonb_to_record(fields) as field (
    person_key bigint, channel_key bigint, agent_key bigint, duration_seconds integer,
    direction text
  )
  where kind = 'call';

  insert into analytics.labels_applied (assistant_key, conversation_key, applied_at, event_id, label_key)
  select assistant_key, conversation_key, happened_at, event_id, label_key
  from unnest(entries) as entry, jsonb_to_record(fields) as field (label_key bigint)
  where kind = 'label.applied';

  insert into analytics.reactions (
    assistant_key, conversation_key, reacted_at, event_id, person_key, response_key, reaction
  )
  select assistant_key, conversation_key, happened_at, event_id, person_key, response_key, reaction
  from unnest(entries) as entry, jsonb_to_record(fields) as field (
    person_key bigint, response_key bigint, reaction text
  )
  where kind = 'reaction';

  insert into analytics.link_clicks (
    assistant_key, conversation_key, clicked_at, event_id, actor_key, person_key, url_key, product_key, response_key
  )
  select assistant_key, conversation_key, happened_at, event_id,
    coalesce(field.person_key, conversations.person_key, conversations.token_key, ~conversation_key),
    field.person_key, url_key, product_key, response_key
  from unnest(entries) as entry
  left join analytics.conversations using (assistant_key, conversation_key),
  jsonb_to_record(fields) as field (person_key bigint, url_key bigint, product_key bigint, response_key bigint)
  where kind = 'link.clicked';

  insert into analytics.bot_events (assistant_key, conversation_key, occurred_at, event_id, person_key, name_key)
  select assistant_key, conversation_key, happened_at, event_id, person_key, name_key
  from unnest(entries) as entry, jsonb_to_record(fields) as field (
    person_key bigint, name_key bigint
  )
  where kind = 'bot.event';

  insert into analytics.purchases (
    assistant_key, conversation_key, purchased_at, event_id, person_key, token_key, value, currency, order_number
  )
  select assistant_key, conversation_key, happened_at, event_id, person_key, token_key, value, currency, order_number
  from unnest(entries) as entry, jsonb_to_record(fields) as field (
    person_key bigint, token_key bigint, value numeric, currency text, order_number text
  )
  where kind = 'purchase';

  insert into analytics.analyses (
    assistant_key, conversation_key, analyzed_at, event_id, human_intervention_needed, mood, sentiment, outcome,
    intents, products, complaints, missing_information
  )
  select assistant_key, conversation_key, happened_at, event_id, human_intervention_needed, mood, sentiment, outcome,
    coalesce(intents, '{}'), coalesce(products, '{}'), coalesce(complaints, '{}'), coalesce(missing_information, '{}')
  from unnest(entries) as entry, jsonb_to_record(fields) as field (
    human_intervention_needed boolean, mood text, sentiment text, outcome text,
    intents text[], products text[], complaints text[], missing_information text[]
  )
  where kind = 'conversation.analyzed';

  insert into analytics.visitor_events (
    assistant_key, token_key, occurred_at, event_id, popup_version_key, visitor_group, event_type
  )
  select assistant_key, token_key, happened_at, event_id, popup_version_key,
    substring(user_token from '[01]$')::smallint, kind
  from unnest(entries) as entry, jsonb_to_record(fields) as field (
    token_key bigint, popup_version_key bigint, user_token text
  )
  where kind in ('visitor.seen', 'popup.displayed', 'popup.opened', 'widget.opened');
end
$$;

comment on function analytics.log_rows(analytics.log_entry[]) is
  'Writes new events down, each as a row of its kind, with the keys of what it names.';
