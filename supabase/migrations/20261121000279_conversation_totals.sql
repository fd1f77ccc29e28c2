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
  language plpgsql
as $$
declare
  totals analytics.conversation_totals;
begin
  select
    coalesce(sum(amount) filter (where measure = 'conversation'), 0),
    coalesce(sum(amount) filter (where measure = 'completed_conversation'), 0),
    coalesce(sum(amount) filter (where measure = 'message'), 0)
  into totals.conversations, totals.completed, totals.messages
  from analytics.log_totals(
    assistants,
    '{message,conversation,completed_conversation}', starts, ends
  );
  select coalesce(sum(people), 0) into totals.people
  from analytics.presence_totals(assistants, array['sender']::analytics.presence[], starts, ends);
  return totals;
end
$$;

comment on function analytics.conversation_totals(integer[], timestamptz, timestamptz) is
  'What happened in the conversations of assistants in [starts, ends).';
