create type analytics.conversation_totals as (
  conversations bigint,
  completed bigint,
  messages bigint,
  people bigint
);

comment on type analytics.conversation_totals is
  'Conversations by their start, and those of them that are closed, archived or reached a terminal state; messages by their own time, and the people who sent any. Who is not known is somebody else in each conversation.';

create function analytics.conversation_totals(assistants integer[], starts timestamptz, ends timestamptz)
  returns analytics.conversation_totals
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
declare
  totals analytics.conversation_totals;
begin
  select count(*), count(*) filter (where status in ('closed', 'archived') or reached_terminal)
  into totals.conversations, totals.completed
  from analytics.conversations
  where assistant_key = any (assistants) and started_at >= starts and started_at < ends;

  select count(*),
    count(distinct coalesce(messages.person_key, conversations.person_key, token_key, messages.conversation_key))
      filter (where sender = 'CUSTOMER')
  into totals.messages, totals.people
  from analytics.messages
  join analytics.conversations using (assistant_key, conversation_key)
  where messages.assistant_key = any (assistants) and sent_at >= starts and sent_at < ends;
  return totals;
end
$$;

comment on function analytics.conversation_totals(integer[], timestamptz, timestamptz) is
  'What happened in the conversations of assistants in [starts, ends).';
