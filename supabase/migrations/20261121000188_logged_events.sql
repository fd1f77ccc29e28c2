create table analytics.logged_events (
  assistant_key integer not null,
  event_id uuid not null,
  happened_on date not null,
  primary key (assistant_key, event_id)
);

create index logged_events_day on analytics.logged_events (assistant_key, happened_on);

comment on table analytics.logged_events is
  'The ids of all events of the log, of whatever kind, but of those that follow from what a page has recorded: an event that arrives again is known by its id and changes nothing.';

create function analytics.event_uuid(id text)
  returns uuid
  immutable
  strict
  parallel safe
  language sql
return case
  when id ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then id::uuid
  else encode(substr(sha256(convert_to(id, 'UTF8')), 1, 16), 'hex')::uuid
end;

comment on function analytics.event_uuid(text) is
  'An event''s id in sixteen bytes: itself where it is a UUID, else the first 128 bits of its SHA-256.';
