create function analytics.is_activity(kind text)
  returns boolean
  immutable
  parallel safe
  language sql
return kind not in (
  'conversation.updated', 'conversation.ended', 'conversation.analyzed', 'label.applied', 'intervention.ended', 'purchase'
);

comment on function analytics.is_activity(text) is
  'Whether an event of a conversation is something that happened in it, and not something said of it, maybe days later.';

create function analytics.duration(fields jsonb)
  returns interval
  immutable
  parallel safe
  language sql
return make_interval(secs => coalesce((fields ->> 'duration_seconds')::integer, 0));

comment on function analytics.duration(jsonb) is 'How long what an event reports went on: of a call, its seconds.';

create function analytics.note_conversations(entries analytics.log_entry[])
  returns void
  volatile
  set search_path = ''
  language plpgsql
as $$
begin
  insert into analytics.conversations as known (
    assistant_key, conversation_key, conversation_id, noted_at, declared_start_at, first_activity_at, last_activity_at,
    ended_at, is_answered
  )
  select assistant_key, conversation_key, fields ->> 'conversation_id', min(happened_at),
    min(happened_at) filter (where kind = 'conversation.started'),
    min(happened_at) filter (where is_activity),
    max(happened_at + analytics.duration(fields)) filter (where is_activity),
    max(happened_at) filter (where kind = 'conversation.ended'),
    coalesce(bool_or(fields ->> 'sender' in ('AGENT', 'BOT')), false)
  from unnest(entries) as entry, analytics.is_activity(kind)
  where conversation_key is not null and kind <> 'conversation.analyzed'
  group by assistant_key, conversation_key, fields ->> 'conversation_id'
  order by assistant_key, conversation_key
  on conflict (assistant_key, conversation_key) do update set
    noted_at = least(known.noted_at, excluded.noted_at),
    declared_start_at = least(known.declared_start_at, excluded.declared_start_at),
    first_activity_at = least(known.first_activity_at, excluded.first_activity_at),
    last_activity_at = greatest(known.last_activity_at, excluded.last_activity_at),
    ended_at = greatest(known.ended_at, excluded.ended_at),
    is_answered = known.is_answered or excluded.is_answered;

  insert into analytics.conversation_days as known (
    assistant_key, conversation_key, day, first_activity_at, last_activity_at
  )
  select assistant_key, conversation_key, (active_at at time zone 'UTC')::date, min(active_at), max(active_at)
  from unnest(entries) as entry, unnest(array[happened_at, happened_at + analytics.duration(fields)]) as active_at
  where conversation_key is not null and analytics.is_activity(kind)
  group by 1, 2, 3
  order by 1, 2, 3
  on conflict (assistant_key, conversation_key, day) do update set
    first_activity_at = least(known.first_activity_at, excluded.first_activity_at),
    last_activity_at = greatest(known.last_activity_at, excluded.last_activity_at);
end
$$;

comment on function analytics.note_conversations(analytics.log_entry[]) is
  'Adds the conversations that events are the first of, and keeps the times and days of all they belong to. An analysis adds none.';
