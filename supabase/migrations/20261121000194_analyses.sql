create table analytics.analyses (
  assistant_key integer not null,
  conversation_key bigint not null,
  analyzed_at timestamptz not null,
  event_id uuid not null,
  human_intervention_needed boolean,
  mood text
    constraint analyses_mood_is_known check (mood in ('happy', 'angry', 'neutral')),
  sentiment text
    constraint analyses_sentiment_is_known check (sentiment in ('positive', 'neutral', 'negative')),
  outcome text
    constraint analyses_outcome_is_known check (outcome in ('success', 'fail', 'neutral')),
  intents text[] not null,
  products text[] not null,
  complaints text[] not null,
  missing_information text[] not null,
  primary key (assistant_key, conversation_key, analyzed_at, event_id)
);

create index analyses_analyzed on analytics.analyses (assistant_key, analyzed_at);

comment on table analytics.analyses is
  'What was found in conversations. All are kept; the latest of a conversation, by the primary key, counts. Selzee: everything of conversation-insights but clicks and reactions. Logicdialog: sentiment.';

create view analytics.analyzed_conversations (assistant_key, conversation_key, started_at, sentiment, outcome) as
select assistant_key, conversation_key, started_at, sentiment, outcome
from analytics.conversations, lateral (
  select sentiment, outcome from analytics.analyses
  where analyses.assistant_key = conversations.assistant_key
    and analyses.conversation_key = conversations.conversation_key
  order by analyzed_at desc, event_id desc limit 1
) as latest;

comment on view analytics.analyzed_conversations is
  'Conversations that were analyzed, with what the latest analysis says of each.';
