create function analytics.conversation_entries(conversation analytics.conversations)
  returns table (happened_at timestamptz, id text, entry json)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_column
begin
  return query
    select sent_at, event_id::text, json_build_object(
      'type', 'message',
      'id', event_id,
      'at', analytics.iso_time(sent_at),
      'sender', sender,
      'direction', direction,
      'user', analytics.person_of(assistant_key, person_key),
      'agent', analytics.term_of(assistant_key, agent_key),
      'response', analytics.term_of(assistant_key, response_key),
      'triggered_by', triggered_by,
      'free_text', is_free_text,
      'intent', analytics.term_of(assistant_key, intent_key),
      'confidence', confidence,
      'topic', analytics.term_of(assistant_key, topic_key),
      'text', text
    )
    from analytics.messages left join analytics.message_texts using (assistant_key, event_id)
    where assistant_key = conversation.assistant_key and conversation_key = conversation.conversation_key;

  -- Whatever happens in a conversation happens on its days: no other index leads to these two.
  return query
    select started_at, event_id::text, json_build_object(
      'type', 'call',
      'id', event_id,
      'at', analytics.iso_time(started_at),
      'direction', direction,
      'duration_seconds', duration_seconds,
      'channel', analytics.term_of(assistant_key, channel_key),
      'agent', analytics.term_of(assistant_key, agent_key)
    )
    from analytics.conversation_days join analytics.calls using (assistant_key, conversation_key)
    where assistant_key = conversation.assistant_key and conversation_key = conversation.conversation_key
      and started_at between conversation_days.first_activity_at and conversation_days.last_activity_at;
  return query
    select occurred_at, event_id::text, json_build_object(
      'type', 'bot.event',
      'id', event_id,
      'at', analytics.iso_time(occurred_at),
      'name', analytics.term_of(assistant_key, name_key)
    )
    from analytics.conversation_days join analytics.bot_events using (assistant_key, conversation_key)
    where assistant_key = conversation.assistant_key and conversation_key = conversation.conversation_key
      and occurred_at between conversation_days.first_activity_at and conversation_days.last_activity_at;

  return query
    select applied_at, event_id::text, json_build_object(
      'type', 'label.applied',
      'id', event_id,
      'at', analytics.iso_time(applied_at),
      'label', analytics.term_of(assistant_key, label_key)
    )
    from analytics.labels_applied
    where assistant_key = conversation.assistant_key and conversation_key = conversation.conversation_key;

  return query
    select reached_at, intervention_id, json_build_object(
      'type', 'intervention.' || step,
      'id', intervention_id,
      'at', analytics.iso_time(reached_at),
      'agent', analytics.term_of(assistant_key, agent_key),
      'topic', analytics.term_of(assistant_key, topic_key),
      'outcome', analytics.term_of(assistant_key, outcome_key)
    )
    from analytics.interventions, lateral (values
      ('requested', requested_at), ('accepted', accepted_at), ('ended', ended_at)
    ) as steps (step, reached_at)
    where assistant_key = conversation.assistant_key and conversation_key = conversation.conversation_key
      and reached_at is not null;

  return query
    select reacted_at, event_id::text, json_build_object(
      'type', 'reaction',
      'id', event_id,
      'at', analytics.iso_time(reacted_at),
      'reaction', reaction,
      'response', analytics.term_of(assistant_key, response_key)
    )
    from analytics.reactions
    where assistant_key = conversation.assistant_key and conversation_key = conversation.conversation_key;

  return query
    select clicked_at, event_id::text, json_build_object(
      'type', 'link.clicked',
      'id', event_id,
      'at', analytics.iso_time(clicked_at),
      'url', analytics.term_of(assistant_key, url_key),
      'product', analytics.term_of(assistant_key, product_key),
      'response', analytics.term_of(assistant_key, response_key)
    )
    from analytics.link_clicks
    where assistant_key = conversation.assistant_key and conversation_key = conversation.conversation_key;

  return query
    select analyzed_at, event_id::text, json_build_object(
      'type', 'conversation.analyzed',
      'id', event_id,
      'at', analytics.iso_time(analyzed_at),
      'mood', mood,
      'sentiment', sentiment,
      'outcome', outcome,
      'human_intervention_needed', human_intervention_needed,
      'intents', intents,
      'products', products,
      'complaints', complaints,
      'missing_information', missing_information
    )
    from analytics.analyses
    where assistant_key = conversation.assistant_key and conversation_key = conversation.conversation_key;

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
    where assistant_key = conversation.assistant_key and is_first and (
      conversation_key = conversation.conversation_key
      or conversation_key is null and buyer_key = conversation.token_key and chat_at = conversation.started_at
    );
end
$$;

comment on function analytics.conversation_entries(analytics.conversations) is
  'What happened in a conversation, and the orders that name it or that its visitor made before another conversation started.';
