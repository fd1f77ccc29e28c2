create table analytics.interventions (
  assistant_key integer not null,
  intervention_key bigint not null,
  intervention_id text not null,
  requested_at timestamptz,
  accepted_at timestamptz,
  ended_at timestamptz,
  started_at timestamptz not null generated always as (coalesce(requested_at, accepted_at, ended_at)) stored,
  conversation_key bigint,
  agent_key bigint,
  topic_key bigint,
  outcome_key bigint,
  channel_key bigint,
  primary key (assistant_key, intervention_key)
);

create index interventions_started on analytics.interventions (assistant_key, started_at);
create index interventions_conversation on analytics.interventions (assistant_key, conversation_key);

comment on table analytics.interventions is
  'Handovers to a live agent, folded from their events. Logicdialog: interventions by started_at, by channel, topic and outcome; time from request to acceptance and from acceptance to end, by agent. Seasalt: requests of live agents by requested_at.';
comment on column analytics.interventions.requested_at is 'The earliest request; accepted_at is the earliest acceptance, ended_at the latest end.';
comment on column analytics.interventions.topic_key is
  'Null, like channel_key, where nothing else was said than of the conversation.';

create table analytics.intervention_changes (
  assistant_key integer not null,
  intervention_key bigint not null,
  changed_at timestamptz not null,
  event_id uuid not null,
  fields jsonb not null,
  primary key (assistant_key, intervention_key, changed_at, event_id)
);

comment on table analytics.intervention_changes is
  'What events said of an intervention, by the columns of analytics.interventions: as analytics.conversation_changes.';
