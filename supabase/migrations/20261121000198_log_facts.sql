-- Each measure is a branch of its own: a question about some reads no others.
create view analytics.log_facts (assistant_key, measure, key, happened_at, amount) as
select assistant_key, 'message'::analytics.measure, 0::bigint, sent_at, 1::bigint from analytics.messages
union all
select assistant_key, 'customer_message', 0, sent_at, 1 from analytics.messages where sender = 'CUSTOMER'
union all
select assistant_key, 'agent_message', 0, sent_at, 1 from analytics.messages where sender = 'AGENT'
union all
select assistant_key, 'bot_message', 0, sent_at, 1 from analytics.messages where sender = 'BOT'
union all
select assistant_key, 'system_message', 0, sent_at, 1 from analytics.messages where sender = 'SYSTEM'
union all
select assistant_key, 'inbound_message', coalesce(channel_key, 0), sent_at, 1
from analytics.messages join analytics.conversations using (assistant_key, conversation_key)
where direction = 'inbound'
union all
select assistant_key, 'topic_message', coalesce(messages.topic_key, conversations.topic_key), sent_at, 1
from analytics.messages join analytics.conversations using (assistant_key, conversation_key)
where sender = 'CUSTOMER' and coalesce(messages.topic_key, conversations.topic_key) is not null
union all
select assistant_key, 'matched_input', 0, sent_at, 1
from analytics.messages where sender = 'CUSTOMER' and is_free_text and intent_key is not null
union all
select assistant_key, 'unmatched_input', 0, sent_at, 1
from analytics.messages where sender = 'CUSTOMER' and is_free_text and intent_key is null
union all
select assistant_key, 'response_shown', response_key, sent_at, 1
from analytics.messages where response_key is not null
union all
select assistant_key, 'response_by_button', response_key, sent_at, 1
from analytics.messages where response_key is not null and triggered_by = 'button'
union all
select assistant_key, 'response_by_language', response_key, sent_at, 1
from analytics.messages where response_key is not null and triggered_by = 'language'
union all
select assistant_key, 'response_liked', response_key, reacted_at, 1
from analytics.reactions where response_key is not null and reaction = 'like'
union all
select assistant_key, 'response_disliked', response_key, reacted_at, 1
from analytics.reactions where response_key is not null and reaction = 'dislike'
union all
select assistant_key, 'link_click', url_key, clicked_at, 1 from analytics.link_clicks
union all
select assistant_key, 'bot_event', name_key, occurred_at, 1 from analytics.bot_events
union all
select assistant_key, 'label', label_key, applied_at, 1 from analytics.labels_applied
union all
select assistant_key, 'inbound_call', 0, started_at, 1 from analytics.calls where direction = 'inbound'
union all
select assistant_key, 'outbound_call', 0, started_at, 1 from analytics.calls where direction = 'outbound'
union all
select assistant_key, 'call_seconds', 0, started_at, duration_seconds from analytics.calls
union all
select assistant_key, 'conversation', analytics.handling_key(handling_status), started_at, 1
from analytics.conversations
union all
select assistant_key, 'answered_conversation', analytics.handling_key(handling_status), started_at, 1
from analytics.conversations where is_answered
union all
select assistant_key, 'completed_conversation', 0, started_at, 1
from analytics.conversations where status in ('closed', 'archived') or reached_terminal
union all
select assistant_key, 'popup_conversation', 0, started_at, 1 from analytics.conversations where opened_by = 'popup'
union all
select assistant_key, 'button_conversation', 0, started_at, 1
from analytics.conversations where opened_by = 'chat_button'
union all
select assistant_key, 'positive_conversation', 0, started_at, 1
from analytics.analyzed_conversations where sentiment = 'positive'
union all
select assistant_key, 'neutral_conversation', 0, started_at, 1
from analytics.analyzed_conversations where sentiment = 'neutral'
union all
select assistant_key, 'negative_conversation', 0, started_at, 1
from analytics.analyzed_conversations where sentiment = 'negative'
union all
select assistant_key, 'successful_conversation', 0, started_at, 1
from analytics.analyzed_conversations where outcome = 'success'
union all
select assistant_key, 'undecided_conversation', 0, started_at, 1
from analytics.analyzed_conversations where outcome = 'neutral'
union all
select assistant_key, 'failed_conversation', 0, started_at, 1
from analytics.analyzed_conversations where outcome = 'fail'
union all
select assistant_key, 'popup_displayed', coalesce(popup_version_key, 0), occurred_at, 1
from analytics.visitor_events where event_type = 'popup.displayed'
union all
select assistant_key, 'popup_opened', coalesce(popup_version_key, 0), occurred_at, 1
from analytics.visitor_events where event_type = 'popup.opened'
union all
select assistant_key, 'intervention', 0, started_at, 1 from analytics.interventions
union all
select assistant_key, 'intervention_request', 0, requested_at, 1
from analytics.interventions where requested_at is not null
union all
select interventions.assistant_key, 'intervention_channel',
  coalesce(interventions.channel_key, conversations.channel_key, 0), interventions.started_at, 1
from analytics.interventions left join analytics.conversations using (assistant_key, conversation_key)
union all
select interventions.assistant_key, 'intervention_topic',
  coalesce(interventions.topic_key, conversations.topic_key, 0), interventions.started_at, 1
from analytics.interventions left join analytics.conversations using (assistant_key, conversation_key)
union all
select assistant_key, 'intervention_outcome', coalesce(outcome_key, 0), started_at, 1 from analytics.interventions
union all
select assistant_key, 'intervention_accepted', coalesce(agent_key, 0), started_at, 1
from analytics.interventions where requested_at is not null and accepted_at is not null
union all
select assistant_key, 'intervention_wait', coalesce(agent_key, 0), started_at,
  analytics.milliseconds_between(requested_at, accepted_at)
from analytics.interventions where requested_at is not null and accepted_at is not null
union all
select assistant_key, 'intervention_finished', coalesce(agent_key, 0), started_at, 1
from analytics.interventions where accepted_at is not null and ended_at is not null
union all
select assistant_key, 'intervention_length', coalesce(agent_key, 0), started_at,
  analytics.milliseconds_between(accepted_at, ended_at)
from analytics.interventions where accepted_at is not null and ended_at is not null
union all
select assistant_key, 'new_person', 0, sent_at, 1
from analytics.messages as own
where sender = 'CUSTOMER'
  and not exists (
    select from analytics.messages as earlier
    where earlier.assistant_key = own.assistant_key and earlier.actor_key = own.actor_key
      and earlier.sender = 'CUSTOMER' and earlier.sent_at <= own.sent_at
      and (earlier.sent_at, earlier.event_id) < (own.sent_at, own.event_id)
  )
  and not exists (
    select from analytics.link_clicks as earlier
    where earlier.assistant_key = own.assistant_key and earlier.actor_key = own.actor_key
      and earlier.clicked_at < own.sent_at
  )
  and not exists (
    select from analytics.known_people
    where known_people.assistant_key = own.assistant_key and known_people.actor_key = own.actor_key
  )
union all
select assistant_key, 'new_person', 0, clicked_at, 1
from analytics.link_clicks as own
where actor_key is not null
  and not exists (
    select from analytics.link_clicks as earlier
    where earlier.assistant_key = own.assistant_key and earlier.actor_key = own.actor_key
      and earlier.clicked_at <= own.clicked_at
      and (earlier.clicked_at, earlier.event_id) < (own.clicked_at, own.event_id)
  )
  and not exists (
    select from analytics.messages as earlier
    where earlier.assistant_key = own.assistant_key and earlier.actor_key = own.actor_key
      and earlier.sender = 'CUSTOMER' and earlier.sent_at <= own.clicked_at
  )
  and not exists (
    select from analytics.known_people
    where known_people.assistant_key = own.assistant_key and known_people.actor_key = own.actor_key
  );

comment on view analytics.log_facts is
  'All that is counted over the log, straight from what was recorded: the definition of every measure. The key is that of a channel, a topic, a response, a link, an agent and so on, or 0; of conversations it is that of their handling status. An amount is 1, or the seconds of a call, or the milliseconds of an intervention.';
