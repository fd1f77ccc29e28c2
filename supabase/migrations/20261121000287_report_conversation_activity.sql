create function analytics.report_conversation_activity(assistants integer[], starts timestamptz, ends timestamptz)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  bot_messages bigint;
  conversations bigint;
  microseconds bigint;
begin
  select coalesce(sum(amount), 0) into bot_messages
  from analytics.log_totals(assistants, array['bot_message']::analytics.measure[], starts, ends);
  select coalesce(sum(people), 0), coalesce(sum(weight), 0) into conversations, microseconds
  from analytics.presence_totals(assistants, array['conversation']::analytics.presence[], starts, ends);
  return json_build_object(
    'conversations', conversations,
    'bot_messages', bot_messages,
    'hours', round(microseconds / 3600000000.0, 1)
  );
end
$$;

comment on function analytics.report_conversation_activity(integer[], timestamptz, timestamptz) is
  'Conversations in which something happened in [starts, ends), what the bot said in that time, and the hours from the first to the last that happened in these conversations, at most 1.5 of each, to one decimal.';
