create function analytics.report_conversation_totals(assistants integer[], starts timestamptz, ends timestamptz)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  totals constant analytics.conversation_totals := analytics.conversation_totals(assistants, starts, ends);
begin
  return json_build_object(
    'conversations', totals.conversations,
    'messages', totals.messages,
    'people', totals.people,
    'messages_per_conversation', coalesce(round(totals.messages / nullif(totals.conversations::numeric, 0), 1), 0),
    'completion_rate', coalesce(round(totals.completed / nullif(totals.conversations::numeric, 0), 2), 0)
  );
end
$$;

comment on function analytics.report_conversation_totals(integer[], timestamptz, timestamptz) is
  'Conversations, messages and people in [starts, ends), messages per conversation to one decimal, and the share of completed conversations from 0 to 1 to two.';
