create function analytics.conversations_naming(assistant_key integer, person_key bigint)
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
    where conversation.assistant_key = conversations_naming.assistant_key and conversation.person_key = conversations_naming.person_key
    union
    select conversation_key from analytics.conversations as conversation
    where conversation.assistant_key = conversations_naming.assistant_key and conversation.token_key = conversations_naming.person_key
    union
    select conversation_key from analytics.conversation_changes as change
    where change.assistant_key = conversations_naming.assistant_key
      and person_key in ((fields ->> 'token_key')::bigint, (fields ->> 'person_key')::bigint)
    union
    select conversation_key from (
      select message.conversation_key from analytics.messages as message
      where message.assistant_key = conversations_naming.assistant_key and message.person_key = conversations_naming.person_key
      union all
      select call.conversation_key from analytics.calls as call
      where call.assistant_key = conversations_naming.assistant_key and call.person_key = conversations_naming.person_key
      union all
      select reaction.conversation_key from analytics.reactions as reaction
      where reaction.assistant_key = conversations_naming.assistant_key
        and reaction.person_key = conversations_naming.person_key
      union all
      select click.conversation_key from analytics.link_clicks as click
      where click.assistant_key = conversations_naming.assistant_key and click.person_key = conversations_naming.person_key
      union all
      select event.conversation_key from analytics.bot_events as event
      where event.assistant_key = conversations_naming.assistant_key and event.person_key = conversations_naming.person_key
    ) as said
    where conversation_key is not null
  );
end
$$;

comment on function analytics.conversations_naming(integer, bigint) is
  'The conversations that name a person or a user token in anything that is known of them. It reads all that is known, as nothing else needs to find it.';
