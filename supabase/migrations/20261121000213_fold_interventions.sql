create function analytics.fold_interventions(entries analytics.log_entry[])
  returns void
  volatile
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
begin
  insert into analytics.interventions as known (
    assistant_key, intervention_key, intervention_id, requested_at, accepted_at, ended_at
  )
  select assistant_key, analytics.key_of(intervention_id), intervention_id,
    min(happened_at) filter (where kind = 'intervention.requested'),
    min(happened_at) filter (where kind = 'intervention.accepted'),
    max(happened_at) filter (where kind = 'intervention.ended')
  from unnest(entries) as entry, jsonb_to_record(fields) as field (intervention_id text)
  where intervention_id is not null
  group by assistant_key, intervention_id
  order by 1, 2
  on conflict (assistant_key, intervention_key) do update set
    requested_at = least(known.requested_at, excluded.requested_at),
    accepted_at = least(known.accepted_at, excluded.accepted_at),
    ended_at = greatest(known.ended_at, excluded.ended_at);

  insert into analytics.intervention_changes (assistant_key, intervention_key, changed_at, event_id, fields)
  select assistant_key, analytics.key_of(entry.fields ->> 'intervention_id'), happened_at, event_id, said.fields
  from unnest(entries) as entry, lateral (
    select jsonb_object_agg(name, value) as fields from jsonb_each(entry.fields) as field (name, value)
    where name in ('conversation_key', 'agent_key', 'topic_key', 'outcome_key', 'channel_key')
  ) as said
  where entry.fields ? 'intervention_id' and said.fields is not null;

  -- Of values under one name, an object keeps the last.
  with changed as (
    select distinct assistant_key, analytics.key_of(fields ->> 'intervention_id') as intervention_key
    from unnest(entries) as entry
    where fields ? 'intervention_id'
  ),
  folded as (
    select assistant_key, intervention_key, jsonb_object_agg(name, value order by changed_at, event_id) as fields
    from changed
    join analytics.intervention_changes using (assistant_key, intervention_key),
      jsonb_each(intervention_changes.fields) as field (name, value)
    group by assistant_key, intervention_key
  )
  update analytics.interventions set
    conversation_key = said.conversation_key,
    agent_key = said.agent_key,
    topic_key = said.topic_key,
    outcome_key = said.outcome_key,
    channel_key = said.channel_key
  from folded, jsonb_to_record(folded.fields) as said (
    conversation_key bigint, agent_key bigint, topic_key bigint, outcome_key bigint, channel_key bigint
  )
  where interventions.assistant_key = folded.assistant_key
    and interventions.intervention_key = folded.intervention_key;
end
$$;

comment on function analytics.fold_interventions(analytics.log_entry[]) is
  'Adds the interventions that events are the first of, and keeps their times and what was said of them: the same in whatever order events arrive.';
