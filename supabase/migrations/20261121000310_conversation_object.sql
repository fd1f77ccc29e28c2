create function analytics.conversation_object(conversation analytics.conversations)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
#variable_conflict use_column
begin
  return (
    select json_build_object(
      'conversation_id', conversation.conversation_id,
      'started_at', analytics.iso_time(conversation.started_at),
      'last_activity_at', analytics.iso_time(conversation.last_activity_at),
      'ended_at', analytics.iso_time(conversation.ended_at),
      'duration_seconds', extract(
        epoch from date_trunc('second', conversation.last_activity_at)
          - date_trunc('second', conversation.first_activity_at)
      )::bigint,
      'channel', analytics.term_of(conversation.assistant_key, conversation.channel_key),
      'language', analytics.term_of(conversation.assistant_key, conversation.language_key),
      'country', analytics.term_of(conversation.assistant_key, conversation.country_key),
      'topic', analytics.term_of(conversation.assistant_key, conversation.topic_key),
      'state', analytics.term_of(conversation.assistant_key, conversation.state_key),
      'rating', analytics.term_of(conversation.assistant_key, conversation.rating_key),
      'status', conversation.status,
      'handling_status', conversation.handling_status,
      'opened_by', conversation.opened_by,
      'user', analytics.person_of(conversation.assistant_key, conversation.person_key),
      'user_token', analytics.person_of(conversation.assistant_key, conversation.token_key),
      'is_completed', conversation.status in ('closed', 'archived') or conversation.reached_terminal,
      'customer_messages', count(*) filter (where sender = 'CUSTOMER'),
      'bot_messages', count(*) filter (where sender = 'BOT'),
      'agent_messages', count(*) filter (where sender = 'AGENT'),
      'system_messages', count(*) filter (where sender = 'SYSTEM')
    )
    from analytics.messages
    where assistant_key = conversation.assistant_key and conversation_key = conversation.conversation_key
  );
end
$$;

comment on function analytics.conversation_object(analytics.conversations) is 'A conversation as the API shows it.';
