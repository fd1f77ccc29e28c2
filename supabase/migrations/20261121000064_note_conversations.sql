create function analytics.note_conversations(entries analytics.log_entry[])
  returns void
  volatile
  set search_path = ''
  language plpgsql
as $$
begin
  insert into analytics.conversations as known (
    assistant_key, conversation_key, conversation_id, noted_at, declared_start_at, first_activity_at, last_activity_at,
    ended_at
  )
  select assistant_key, conversation_key, fields ->> 'conversation_id', min(happened_at),
    min(happened_at) filter (where kind = 'conversation.started'),
    min(happened_at) filter (where is_activity),
    max(happened_at + make_interval(secs => coalesce((fields ->> 'duration_seconds')::integer, 0)))
      filter (where is_activity),
    max(happened_at) filter (where kind = 'conversation.ended')
  from unnest(entries) as entry, lateral (
    select kind not in (
      'conversation.updated', 'conversation.ended', 'label.applied', 'intervention.ended', 'purchase'
    ) as is_activity
  ) as judged
  where conversation_key is not null and kind <> 'conversation.analyzed'
  group by assistant_key, conversation_key, fields ->> 'conversation_id'
  order by assistant_key, conversation_key
  on conflict (assistant_key, conversation_key) do update set
    noted_at = least(known.noted_at, excluded.noted_at),
    declared_start_at = least(known.declared_start_at, excluded.declared_start_at),
    first_activity_at = least(known.first_activity_at, excluded.first_activity_at),
    last_activity_at = greatest(known.last_activity_at, excluded.last_activity_at),
    ended_at = greatest(known.ended_at, excluded.ended_at);
end
$$;

comment on function analytics.note_conversations(analytics.log_entry[]) is
  'Adds the conversations that events are the first of, and keeps the times of all they belong to. An analysis adds none.';
