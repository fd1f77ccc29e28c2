create table analytics.calls (
  assistant_key integer not null,
  conversation_key bigint,
  started_at timestamptz not null,
  event_id uuid not null,
  person_key bigint,
  channel_key bigint,
  agent_key bigint,
  duration_seconds integer not null
    constraint calls_duration_is_positive check (duration_seconds >= 0),
  direction text not null
    constraint calls_direction_is_known check (direction in ('inbound', 'outbound')),
  primary key (assistant_key, started_at, event_id)
);

comment on table analytics.calls is 'Seasalt: calls by direction, and their minutes.';

create table analytics.labels_applied (
  assistant_key integer not null,
  conversation_key bigint not null,
  applied_at timestamptz not null,
  event_id uuid not null,
  label_key bigint not null,
  primary key (assistant_key, applied_at, event_id)
);

create index labels_applied_conversation on analytics.labels_applied (assistant_key, conversation_key);

comment on table analytics.labels_applied is 'Seasalt: how often each label was used.';

create table analytics.reactions (
  assistant_key integer not null,
  conversation_key bigint,
  reacted_at timestamptz not null,
  event_id uuid not null,
  person_key bigint,
  response_key bigint,
  reaction text not null
    constraint reactions_are_known check (reaction in ('like', 'dislike')),
  primary key (assistant_key, reacted_at, event_id)
);

create index reactions_conversation on analytics.reactions (assistant_key, conversation_key);

comment on table analytics.reactions is
  'Logicdialog: likes and dislikes of a response. Selzee: likes and dislikes in conversations.';

create table analytics.link_clicks (
  assistant_key integer not null,
  conversation_key bigint,
  clicked_at timestamptz not null,
  event_id uuid not null,
  actor_key bigint,
  person_key bigint,
  url_key bigint not null,
  product_key bigint,
  response_key bigint,
  primary key (assistant_key, clicked_at, event_id)
);

create index link_clicks_conversation on analytics.link_clicks (assistant_key, conversation_key);
create index link_clicks_actor on analytics.link_clicks (assistant_key, actor_key, clicked_at)
  include (conversation_key);

comment on table analytics.link_clicks is
  'Logicdialog: clicks by link, active users. Selzee: products clicked (those with product_key) by conversation, click-throughs.';
comment on column analytics.link_clicks.actor_key is 'As that of a message; null where nothing is known.';
comment on column analytics.link_clicks.person_key is 'Who clicked; null where it is the conversation''s person.';

create table analytics.bot_events (
  assistant_key integer not null,
  conversation_key bigint,
  occurred_at timestamptz not null,
  event_id uuid not null,
  person_key bigint,
  name_key bigint not null,
  primary key (assistant_key, occurred_at, event_id)
);

comment on table analytics.bot_events is 'Logicdialog: how often each event of the workspace was called.';
