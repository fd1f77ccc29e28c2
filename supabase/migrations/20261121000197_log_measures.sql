create type analytics.measure as enum (
  'message', 'customer_message', 'agent_message', 'bot_message', 'system_message', 'inbound_message', 'topic_message',
  'matched_input', 'unmatched_input',
  'response_shown', 'response_by_button', 'response_by_language', 'response_liked', 'response_disliked',
  'link_click', 'bot_event', 'label',
  'inbound_call', 'outbound_call', 'call_seconds',
  'conversation', 'answered_conversation', 'completed_conversation', 'popup_conversation', 'button_conversation',
  'positive_conversation', 'neutral_conversation', 'negative_conversation',
  'successful_conversation', 'undecided_conversation', 'failed_conversation',
  'popup_displayed', 'popup_opened',
  'intervention', 'intervention_request', 'intervention_channel', 'intervention_topic', 'intervention_outcome',
  'intervention_accepted', 'intervention_wait', 'intervention_finished', 'intervention_length',
  'new_person'
);

comment on type analytics.measure is
  'What is counted or summed over the log, by the time at which it happened, as analytics.log_facts defines it.';

create type analytics.presence as enum (
  'sender', 'inbound_channel',
  'active', 'active_channel', 'active_country', 'active_language', 'active_rating',
  'conversation',
  'visitor', 'visitor_group', 'approached', 'opened', 'chatted',
  'visitor_or_approached', 'visitor_or_opened', 'visitor_or_chatted'
);

comment on type analytics.presence is
  'As what people, user tokens or conversations are counted once, however often they are there, as analytics.log_presences defines it.';
