create function analytics.log_visitor_event(
  assistant_key integer, user_token text, kind text, event_id uuid, happened_at timestamptz, popup_version text default null
)
  returns void
  volatile
  set search_path = ''
  language plpgsql
as $$
#variable_conflict use_variable
declare
  actor constant bigint := analytics.key_of(user_token);
  happened_on constant date := happened_at at time zone 'UTC';
begin
  if popup_version is not null then
    insert into analytics.terms (assistant_key, term_key, term)
    values (assistant_key, analytics.key_of(popup_version), popup_version)
    on conflict do nothing;
  end if;
  perform analytics.note_seen(assistant_key, array[actor]);
  insert into analytics.people (assistant_key, person_key, person_id) values (assistant_key, actor, user_token)
  on conflict do nothing;
  insert into analytics.visitor_events (
    assistant_key, token_key, occurred_at, event_id, popup_version_key, visitor_group, event_type
  ) values (
    assistant_key, actor, happened_at, event_id, analytics.key_of(popup_version),
    case right(user_token, 1) when '0' then 0 when '1' then 1 end, kind
  )
  on conflict do nothing;
  insert into analytics.log_days (assistant_key, day) values (assistant_key, happened_on)
  on conflict do nothing;
  if happened_on < (now() at time zone 'UTC')::date then
    perform analytics.reopen_log_days(assistant_key, array[happened_on], array[actor], '{}');
  end if;
end
$$;

comment on function analytics.log_visitor_event(integer, text, text, uuid, timestamptz, text) is
  'What add_to_log does, for one event of the visitor''s funnel that is known to be new: most of what pages tell, which must not wait for the looking up of what such an event does not have.';
