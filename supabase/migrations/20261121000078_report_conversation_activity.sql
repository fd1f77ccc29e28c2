create function analytics.report_conversation_activity(assistants integer[], starts timestamptz, ends timestamptz)
  returns json
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
begin
  return (
    select json_build_object(
      'conversations', count(*),
      'bot_messages', (
        select count(*) from analytics.messages
        where assistant_key = any (assistants) and sent_at >= starts and sent_at < ends and sender = 'BOT'
      ),
      'hours', round(coalesce(sum(least(
        extract(epoch from last_activity_at - first_activity_at) / 3600, 1.5
      )), 0), 1)
    )
    from analytics.conversations
    where assistant_key = any (assistants) and last_activity_at >= starts and first_activity_at < ends
  );
end
$$;

comment on function analytics.report_conversation_activity(integer[], timestamptz, timestamptz) is
  'Conversations in which something happened in [starts, ends), what the bot said in that time, and the hours from the first to the last that happened in these conversations, at most 1.5 of each, to one decimal.';
