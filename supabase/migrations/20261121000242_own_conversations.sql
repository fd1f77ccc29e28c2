create function analytics.own_conversations(assistant_key integer, person_key bigint, naming bigint[])
  returns bigint[]
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_variable
begin
  return array(
    select conversation_key from analytics.conversations as conversation
    where conversation.assistant_key = own_conversations.assistant_key and conversation.person_key = own_conversations.person_key
    union
    select conversation_key from analytics.conversations as conversation
    where conversation.assistant_key = own_conversations.assistant_key and conversation.token_key = own_conversations.person_key
    union
    select conversation_key from analytics.conversations as conversation
    where conversation.assistant_key = own_conversations.assistant_key and conversation_key = any (naming)
      and conversation.person_key is null and conversation.token_key is null
      and not exists (
        select from analytics.messages as message
        where message.assistant_key = own_conversations.assistant_key
          and message.conversation_key = conversation.conversation_key
          and message.person_key <> own_conversations.person_key
      )
  );
end
$$;

comment on function analytics.own_conversations(integer, bigint, bigint[]) is
  'The conversations of a person or a user token; of those that name them and are nobody''s also those in which nobody else is said to have spoken.';
