create table analytics.conversations (
  assistant_key integer not null,
  conversation_key bigint not null,
  conversation_id text not null,
  noted_at timestamptz not null,
  declared_start_at timestamptz,
  first_activity_at timestamptz,
  last_activity_at timestamptz,
  ended_at timestamptz,
  started_at timestamptz not null generated always as (coalesce(declared_start_at, first_activity_at, noted_at)) stored,
  person_key bigint,
  token_key bigint,
  channel_key bigint,
  language_key bigint,
  topic_key bigint,
  state_key bigint,
  rating_key bigint,
  country_key bigint,
  is_answered boolean not null default false,
  reached_terminal boolean not null default false,
  status text not null default 'open'
    constraint conversations_status_is_known check (status in ('open', 'closed', 'archived')),
  handling_status text
    constraint conversations_handling_status_is_known check (handling_status in ('RESOLVED', 'PENDING', 'FOLLOW_UP')),
  opened_by text
    constraint conversations_opened_by_is_known check (opened_by in ('popup', 'chat_button')),
  primary key (assistant_key, conversation_key)
-- Each message moves last_activity_at; with room on its page a row is changed without touching an index.
) with (fillfactor = 80);

create index conversations_started on analytics.conversations (assistant_key, started_at);
create index conversations_token on analytics.conversations (assistant_key, token_key, started_at)
  where token_key is not null;
create index conversations_person on analytics.conversations (assistant_key, person_key)
  where person_key is not null;

comment on table analytics.conversations is
  'One row a conversation, folded from its events. Seasalt: conversations by started_at and handling_status, users by channel. Sarufi: conversations by started_at, completion by status and reached_terminal. Logicdialog: users by channel, country, language, rating and topic. Selzee: activity and duration, chatted by token_key and started_at, source by opened_by.';
comment on column analytics.conversations.noted_at is 'Its earliest event of any kind but an analysis.';
comment on column analytics.conversations.declared_start_at is 'Its earliest event conversation.started.';
comment on column analytics.conversations.first_activity_at is
  'The first and, beside it, the last that somebody did in it: it started, or there was a message, a call, a reaction, a click, a bot event or a handover. Labels, updates, analyses, purchases and its end are said of it, maybe days later.';
comment on column analytics.conversations.ended_at is 'Its latest event conversation.ended; it may have gone on since.';
comment on column analytics.conversations.is_answered is 'Whether there is a message of BOT or AGENT.';
comment on column analytics.conversations.reached_terminal is 'Whether any event said that a terminal state was reached.';
comment on column analytics.conversations.token_key is 'The browser''s user token, one of analytics.people.';

create table analytics.conversation_days (
  assistant_key integer not null,
  conversation_key bigint not null,
  day date not null,
  first_activity_at timestamptz not null,
  last_activity_at timestamptz not null,
  primary key (assistant_key, conversation_key, day)
);

create index conversation_days_first on analytics.conversation_days (assistant_key, first_activity_at);
create index conversation_days_last on analytics.conversation_days (assistant_key, last_activity_at);

comment on table analytics.conversation_days is
  'The UTC days on which something happened in a conversation. Selzee: conversations with activity.';

create table analytics.conversation_changes (
  assistant_key integer not null,
  conversation_key bigint not null,
  changed_at timestamptz not null,
  event_id uuid not null,
  fields jsonb not null,
  primary key (assistant_key, conversation_key, changed_at, event_id)
);

comment on table analytics.conversation_changes is
  'What events said of a conversation, by the columns of analytics.conversations. For each column the latest that said something counts, in whatever order they arrived.';
