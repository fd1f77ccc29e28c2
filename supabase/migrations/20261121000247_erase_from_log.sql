create function analytics.erase_from_log(assistant_key integer, person_key bigint, naming bigint[])
  returns jsonb
  volatile
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_variable
declare
  own constant bigint[] := analytics.own_conversations(assistant_key, person_key, naming);
  others bigint[];
  rows integer;
  messages integer;
  events integer := 0;
begin
  -- Whose else the conversations were counted as.
  others := array(
    select distinct actor from analytics.conversations as conversation,
      unnest(array[conversation.person_key, token_key]) as actor
    where conversation.assistant_key = erase_from_log.assistant_key and conversation_key = any (own) and actor is not null
  );
  perform analytics.reopen_log_days(
    assistant_key, analytics.days_said(assistant_key, person_key, own, naming), person_key || others, own || naming
  );

  with gone as (
    delete from analytics.messages as one
    where one.assistant_key = erase_from_log.assistant_key
      and (one.person_key = erase_from_log.person_key or conversation_key = any (own))
    returning event_id
  ),
  texts as (
    delete from analytics.message_texts as text
    where text.assistant_key = erase_from_log.assistant_key and event_id in (select event_id from gone)
  )
  select count(*) into messages from gone;
  delete from analytics.calls as one
  where one.assistant_key = erase_from_log.assistant_key
    and (one.person_key = erase_from_log.person_key or conversation_key = any (own));
  get diagnostics rows = row_count;
  events := events + rows;
  delete from analytics.reactions as one
  where one.assistant_key = erase_from_log.assistant_key
    and (one.person_key = erase_from_log.person_key or conversation_key = any (own));
  get diagnostics rows = row_count;
  events := events + rows;
  delete from analytics.link_clicks as one
  where one.assistant_key = erase_from_log.assistant_key
    and (one.person_key = erase_from_log.person_key or conversation_key = any (own));
  get diagnostics rows = row_count;
  events := events + rows;
  delete from analytics.bot_events as one
  where one.assistant_key = erase_from_log.assistant_key
    and (one.person_key = erase_from_log.person_key or conversation_key = any (own));
  get diagnostics rows = row_count;
  events := events + rows;
  delete from analytics.visitor_events as one
  where one.assistant_key = erase_from_log.assistant_key and token_key = person_key;
  get diagnostics rows = row_count;
  events := events + rows;

  perform analytics.erase_conversations(assistant_key, own);
  update analytics.conversation_changes as change
  set fields = fields - array(
    select name from jsonb_each_text(fields) as field (name, value)
    where name in ('token_key', 'person_key') and value = erase_from_log.person_key::text
  )
  where change.assistant_key = erase_from_log.assistant_key and conversation_key = any (naming)
    and erase_from_log.person_key in ((fields ->> 'token_key')::bigint, (fields ->> 'person_key')::bigint);
  perform analytics.retime_conversations(assistant_key, naming);
  perform analytics.reopen_log_days(assistant_key, array(
    select (started_at at time zone 'UTC')::date from analytics.conversations as conversation
    where conversation.assistant_key = erase_from_log.assistant_key and conversation_key = any (naming)
  ), '{}', naming);
  delete from analytics.people as person
  where person.assistant_key = erase_from_log.assistant_key and person.person_key = erase_from_log.person_key;
  delete from analytics.known_people as known
  where known.assistant_key = erase_from_log.assistant_key and actor_key = person_key;
  return jsonb_build_object(
    'conversations', cardinality(own),
    'messages', messages,
    'purchases', analytics.erase_orders(assistant_key, person_key, own, others),
    'other_events', events
  );
end
$$;

comment on function analytics.erase_from_log(integer, bigint, bigint[]) is
  'Deletes what the log has of a person or a user token: their conversations in whole, what they said and did elsewhere, their orders and their name, and tells how much. All else then stands as if these events had never been reported; the days that change are opened. The caller holds the assistant alone.';
