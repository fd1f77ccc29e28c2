create function analytics.said_alone(
  kind text, at timestamptz, event_id uuid, assistant_key integer, conversation_key bigint, term_key bigint, more jsonb
)
  returns jsonb
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return jsonb_build_object(
    'type', kind,
    'at', analytics.iso_time(at),
    'id', event_id,
    'conversation_id', (
      select conversation_id from analytics.conversations
      where conversations.assistant_key = said_alone.assistant_key
        and conversations.conversation_key = said_alone.conversation_key
    ),
    case kind
      when 'call' then 'channel' when 'reaction' then 'response' when 'link.clicked' then 'url' else 'name'
    end, analytics.term_of(assistant_key, term_key)
  ) || more;
end
$$;

comment on function analytics.said_alone(text, timestamptz, uuid, integer, bigint, bigint, jsonb) is
  'A call, a reaction, a click or a bot''s event as the API shows it, with the word that it is about.';
