create function analytics.erase_from_log(assistant_key integer, user_token text)
  returns void
  volatile
  set search_path = ''
  language plpgsql
as $$
#variable_conflict use_variable
declare
  erased constant bigint := analytics.key_of(user_token);
  conversations bigint[];
  entries analytics.log_entry[];
  buyers bigint[];
  days date[];
begin
  conversations := array(
    select conversation_key from analytics.conversation_changes as change
    where change.assistant_key = erase_from_log.assistant_key
      and erased in ((fields ->> 'token_key')::bigint, (fields ->> 'person_key')::bigint)
    union
    select conversation_key from analytics.messages as message
    where message.assistant_key = erase_from_log.assistant_key and person_key = erased
    union
    select conversation_key from analytics.link_clicks as click
    where click.assistant_key = erase_from_log.assistant_key and person_key = erased and conversation_key is not null
  );
  days := array(
    select (occurred_at at time zone 'UTC')::date from analytics.visitor_events as event
    where event.assistant_key = erase_from_log.assistant_key and token_key = erased
    union
    select (clicked_at at time zone 'UTC')::date from analytics.link_clicks as click
    where click.assistant_key = erase_from_log.assistant_key and actor_key = erased
    union
    select (sent_at at time zone 'UTC')::date from analytics.messages as message
    where message.assistant_key = erase_from_log.assistant_key and actor_key = erased
    union
    select (started_at at time zone 'UTC')::date from analytics.conversations as conversation
    where conversation.assistant_key = erase_from_log.assistant_key and conversation_key = any (conversations)
  );

  delete from analytics.visitor_events as event
  where event.assistant_key = erase_from_log.assistant_key and token_key = erased;
  delete from analytics.link_clicks as click
  where click.assistant_key = erase_from_log.assistant_key and person_key = erased and conversation_key is null;
  with removed as (
    delete from analytics.purchases as purchase
    where purchase.assistant_key = erase_from_log.assistant_key and order_number in (
      select order_number from analytics.purchases as own
      where own.assistant_key = erase_from_log.assistant_key and erased in (token_key, person_key, buyer_key)
    )
    returning buyer_key
  )
  select coalesce(array_agg(distinct buyer_key), '{}') into buyers from removed;
  delete from analytics.people as person
  where person.assistant_key = erase_from_log.assistant_key and person_key = erased;

  update analytics.messages as message set person_key = null
  where message.assistant_key = erase_from_log.assistant_key and person_key = erased;
  update analytics.link_clicks as click set person_key = null
  where click.assistant_key = erase_from_log.assistant_key and person_key = erased;
  update analytics.calls as one set person_key = null
  where one.assistant_key = erase_from_log.assistant_key and person_key = erased;
  update analytics.reactions as reaction set person_key = null
  where reaction.assistant_key = erase_from_log.assistant_key and person_key = erased;
  update analytics.bot_events as event set person_key = null
  where event.assistant_key = erase_from_log.assistant_key and person_key = erased;
  update analytics.conversation_changes as change
  set fields = fields - array(
    select name from jsonb_each_text(fields) as field (name, value)
    where name in ('token_key', 'person_key') and value = erased::text
  )
  where change.assistant_key = erase_from_log.assistant_key and conversation_key = any (conversations);
  update analytics.conversations as conversation
  set token_key = nullif(token_key, erased), person_key = nullif(person_key, erased)
  where conversation.assistant_key = erase_from_log.assistant_key and conversation_key = any (conversations);
  -- What was said of them before counts again, and what is in them becomes nobody's or another's.
  entries := array(
    select (null, assistant_key, null, kind, null, conversation_key, fields)::analytics.log_entry
    from unnest(conversations) as conversation_key,
      (values ('conversation.updated', '{}'::jsonb), ('purchase', '{"person_key": null}')) as again (kind, fields)
  );
  perform analytics.fold_conversations(entries);
  perform analytics.fold_purchases(entries);
  perform analytics.chain_purchases(array_fill(assistant_key, array[cardinality(buyers)]), buyers);
  perform analytics.reopen_log_days(assistant_key, days, array[erased], conversations);
end
$$;

comment on function analytics.erase_from_log(integer, text) is
  'Forgets who a user token was: what the visitor did alone goes, with all that is known of their orders; the conversations stay, as those of nobody. The days that change are opened.';
