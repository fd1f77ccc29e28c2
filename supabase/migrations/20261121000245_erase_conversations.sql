create function analytics.erase_conversations(assistant_key integer, conversations bigint[])
  returns void
  volatile
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_variable
begin
  delete from analytics.labels_applied as one
  where one.assistant_key = erase_conversations.assistant_key and conversation_key = any (conversations);
  delete from analytics.analyses as one
  where one.assistant_key = erase_conversations.assistant_key and conversation_key = any (conversations);
  with gone as (
    delete from analytics.interventions as one
    where one.assistant_key = erase_conversations.assistant_key and conversation_key = any (conversations)
    returning intervention_key
  )
  delete from analytics.intervention_changes as change
  where change.assistant_key = erase_conversations.assistant_key
    and intervention_key in (select intervention_key from gone);
  delete from analytics.conversation_days as one
  where one.assistant_key = erase_conversations.assistant_key and conversation_key = any (conversations);
  delete from analytics.conversation_changes as one
  where one.assistant_key = erase_conversations.assistant_key and conversation_key = any (conversations);
  delete from analytics.known_people as one
  where one.assistant_key = erase_conversations.assistant_key
    and actor_key in (select ~conversation_key from unnest(conversations) as conversation_key);
  delete from analytics.conversations as one
  where one.assistant_key = erase_conversations.assistant_key and conversation_key = any (conversations);
end
$$;

comment on function analytics.erase_conversations(integer, bigint[]) is
  'Deletes conversations with what was said of them; what was said in them goes with who said it.';
