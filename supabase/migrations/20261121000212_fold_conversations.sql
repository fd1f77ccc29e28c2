create function analytics.fold_conversations(entries analytics.log_entry[])
  returns void
  volatile
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
declare
  said_of constant text[] := array[
    'person_key', 'token_key', 'channel_key', 'language_key', 'topic_key', 'state_key', 'rating_key',
    'country_key', 'is_terminal', 'status', 'handling_status', 'opened_by'
  ];
begin
  -- Planned for the tables as they are: they grow from nothing to millions while a connection lives.
  insert into analytics.conversation_changes (assistant_key, conversation_key, changed_at, event_id, fields)
  select assistant_key, conversation_key, happened_at, event_id, said.fields
  from unnest(entries) as entry, lateral (
    select jsonb_object_agg(name, value) as fields from jsonb_each(entry.fields) as field (name, value)
    -- That the end was reached is never taken back.
    where name = any (said_of) and (name <> 'is_terminal' or value = 'true')
  ) as said
  where kind in ('conversation.started', 'conversation.updated', 'conversation.ended') and said.fields is not null;

  -- Of values under one name, an object keeps the last.
  with changed as (
    select distinct assistant_key, conversation_key
    from unnest(entries) as entry
    where kind in ('conversation.started', 'conversation.updated', 'conversation.ended')
  ),
  folded as (
    select assistant_key, conversation_key, jsonb_object_agg(name, value order by changed_at, event_id) as fields
    from changed
    join analytics.conversation_changes using (assistant_key, conversation_key),
      jsonb_each(conversation_changes.fields) as field (name, value)
    group by assistant_key, conversation_key
  )
  update analytics.conversations set
    person_key = said.person_key,
    token_key = said.token_key,
    channel_key = said.channel_key,
    language_key = said.language_key,
    topic_key = said.topic_key,
    state_key = said.state_key,
    rating_key = said.rating_key,
    reached_terminal = coalesce(said.is_terminal, false),
    country_key = said.country_key,
    status = coalesce(said.status, 'open'),
    handling_status = said.handling_status,
    opened_by = said.opened_by
  from folded, jsonb_to_record(folded.fields) as said (
    person_key bigint, token_key bigint, channel_key bigint, language_key bigint, topic_key bigint,
    state_key bigint, rating_key bigint, country_key bigint, is_terminal boolean, status text,
    handling_status text, opened_by text
  )
  where conversations.assistant_key = folded.assistant_key
    and conversations.conversation_key = folded.conversation_key;

  -- Who said and clicked what in them, where that was not said by the message or the click itself.
  with known as (
    select assistant_key, conversation_key, coalesce(person_key, token_key, ~conversation_key) as actor_key
    from analytics.conversations
    where (assistant_key, conversation_key) in (
      select assistant_key, conversation_key from unnest(entries) as entry where fields ?| array['person_key', 'token_key']
    )
  ),
  clicked as (
    update analytics.link_clicks set actor_key = known.actor_key from known
    where link_clicks.assistant_key = known.assistant_key
      and link_clicks.conversation_key = known.conversation_key
      and link_clicks.person_key is null and link_clicks.actor_key is distinct from known.actor_key
  )
  update analytics.messages set actor_key = known.actor_key from known
  where messages.assistant_key = known.assistant_key
    and messages.conversation_key = known.conversation_key
    and messages.person_key is null and messages.actor_key <> known.actor_key;
end
$$;

comment on function analytics.fold_conversations(analytics.log_entry[]) is
  'Keeps what events said of conversations, and of each field what the latest said by time and id: the same in whatever order they arrive. So it is with whose their messages and clicks are.';
