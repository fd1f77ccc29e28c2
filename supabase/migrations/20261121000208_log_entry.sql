create type analytics.log_entry as (
  place integer,
  assistant_key integer,
  event_id uuid,
  kind text,
  happened_at timestamptz,
  conversation_key bigint,
  fields jsonb
);

comment on type analytics.log_entry is
  'An event on its way into the log: its place in the call, the type it was sent with as kind, and what else was sent as fields, with the keys of what it names.';

create function analytics.is_term(kind text, field text)
  returns boolean
  immutable
  parallel safe
  language sql
return kind <> 'conversation.analyzed' and field in (
  'agent', 'channel', 'country', 'intent', 'label', 'language', 'name', 'outcome', 'popup_version', 'product', 'rating', 'response',
  'state', 'topic', 'url'
);

comment on function analytics.is_term(text, text) is
  'Whether a field of an event is kept as one of analytics.terms. An analysis has texts of its own.';

create function analytics.log_entries(events jsonb, account_id uuid, bound_to text, only_assistant text)
  returns analytics.log_entry[]
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return array(
    select (
      (event ->> 'index')::integer, assistants.key, analytics.event_uuid(event ->> 'id'), event ->> 'type',
      (event ->> 'at')::timestamptz, analytics.key_of(event ->> 'conversation_id'),
      event || (
        select coalesce(jsonb_object_agg(
          case name
            when 'user' then 'person_key'
            when 'user_token' then 'token_key'
            when 'conversation_id' then 'conversation_key'
            else name || '_key'
          end,
          analytics.key_of(value)
        ), '{}')
        from jsonb_each_text(event) as field (name, value)
        where name in ('user', 'user_token', 'conversation_id') or analytics.is_term(event ->> 'type', name)
      )
    )::analytics.log_entry
    from jsonb_array_elements(events) as event
    join public.assistants
      on assistants.id = coalesce(event ->> 'assistant_id', only_assistant)
      and assistants.account_id = log_entries.account_id
      and (bound_to is null or assistants.id = bound_to)
  );
end
$$;

comment on function analytics.log_entries(jsonb, uuid, text, text) is
  'Those events of a call that are of an assistant that its key may report of, with the keys of what they name: "channel_key" beside "channel".';
