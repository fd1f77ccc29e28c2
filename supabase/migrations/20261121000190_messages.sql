create table analytics.messages (
  assistant_key integer not null,
  conversation_key bigint not null,
  sent_at timestamptz not null,
  event_id uuid not null,
  actor_key bigint not null,
  person_key bigint,
  response_key bigint,
  intent_key bigint,
  topic_key bigint,
  agent_key bigint,
  confidence double precision
    constraint messages_confidence_is_a_share check (confidence between 0 and 1),
  is_free_text boolean not null,
  sender text not null
    constraint messages_sender_is_known check (sender in ('CUSTOMER', 'AGENT', 'BOT', 'SYSTEM')),
  direction text not null
    constraint messages_direction_is_known check (direction in ('inbound', 'outbound')),
  triggered_by text
    constraint messages_trigger_is_known check (triggered_by in ('button', 'language')),
  primary key (assistant_key, sent_at, event_id)
);

create index messages_conversation on analytics.messages (assistant_key, conversation_key);
create index messages_actor on analytics.messages (assistant_key, actor_key, sent_at)
  include (conversation_key, sender, direction)
  where sender = 'CUSTOMER' or direction = 'inbound';

comment on table analytics.messages is
  'Seasalt: messages by sender and direction, by weekday and hour, and by their conversation''s channel. Sarufi: messages and their users. Logicdialog: messages of CUSTOMER, active users, inputs by is_free_text and intent_key, responses shown by response_key and triggered_by, topics. Selzee: messages of BOT.';
comment on column analytics.messages.person_key is 'Whose message it is; null where it is the conversation''s person.';
comment on column analytics.messages.actor_key is
  'Whose message it is as far as is known: the message''s person, else the conversation''s, else its user token, else somebody who is only known from the conversation: its key, inverted.';
comment on column analytics.messages.topic_key is 'What it is about; null where it is the conversation''s topic.';
comment on column analytics.messages.response_key is 'The response of the bot that was shown.';
comment on column analytics.messages.is_free_text is
  'Whether it was written, not chosen. With an intent it has been understood, without it has not.';

create table analytics.message_texts (
  assistant_key integer not null,
  event_id uuid not null,
  sent_on date not null,
  text text not null,
  primary key (assistant_key, event_id)
);

create index message_texts_sent on analytics.message_texts (sent_on);

comment on table analytics.message_texts is
  'The texts of messages, of those platforms that send them and those assistants that keep them, for thirty days. Shown with their conversation only.';
