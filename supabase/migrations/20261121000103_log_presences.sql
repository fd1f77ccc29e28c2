create view analytics.log_presences (assistant_key, presence, key, actor_key, happened_at, weight) as
select assistant_key, 'sender'::analytics.presence, 0::bigint, actor_key, sent_at, 0::bigint
from analytics.messages where sender = 'CUSTOMER'
union all
select assistant_key, 'inbound_channel', coalesce(channel_key, 0), actor_key, sent_at, 0
from analytics.messages join analytics.conversations using (assistant_key, conversation_key)
where direction = 'inbound'
union all
select assistant_key, 'active', 0, actor_key, sent_at, 0 from analytics.messages where sender = 'CUSTOMER'
union all
select assistant_key, 'active', 0, actor_key, clicked_at, 0 from analytics.link_clicks where actor_key is not null
union all
select assistant_key, 'active_channel', coalesce(channel_key, 0), actor_key, sent_at, 0
from analytics.messages join analytics.conversations using (assistant_key, conversation_key)
where sender = 'CUSTOMER'
union all
select assistant_key, 'active_channel', coalesce(channel_key, 0), actor_key, clicked_at, 0
from analytics.link_clicks left join analytics.conversations using (assistant_key, conversation_key)
where actor_key is not null
union all
select assistant_key, 'active_country', coalesce(country_key, 0), actor_key, sent_at, 0
from analytics.messages join analytics.conversations using (assistant_key, conversation_key)
where sender = 'CUSTOMER'
union all
select assistant_key, 'active_country', coalesce(country_key, 0), actor_key, clicked_at, 0
from analytics.link_clicks left join analytics.conversations using (assistant_key, conversation_key)
where actor_key is not null
union all
select assistant_key, 'active_language', coalesce(language_key, 0), actor_key, sent_at, 0
from analytics.messages join analytics.conversations using (assistant_key, conversation_key)
where sender = 'CUSTOMER'
union all
select assistant_key, 'active_language', coalesce(language_key, 0), actor_key, clicked_at, 0
from analytics.link_clicks left join analytics.conversations using (assistant_key, conversation_key)
where actor_key is not null
union all
select assistant_key, 'active_rating', coalesce(rating_key, 0), actor_key, sent_at, 0
from analytics.messages join analytics.conversations using (assistant_key, conversation_key)
where sender = 'CUSTOMER'
union all
select assistant_key, 'active_rating', coalesce(rating_key, 0), actor_key, clicked_at, 0
from analytics.link_clicks left join analytics.conversations using (assistant_key, conversation_key)
where actor_key is not null
union all
select conversation_days.assistant_key, 'conversation', 0, conversation_key, conversation_days.first_activity_at,
  analytics.counted_length(conversations.first_activity_at, conversations.last_activity_at)
from analytics.conversation_days join analytics.conversations using (assistant_key, conversation_key)
union all
select conversation_days.assistant_key, 'conversation', 0, conversation_key, conversation_days.last_activity_at,
  analytics.counted_length(conversations.first_activity_at, conversations.last_activity_at)
from analytics.conversation_days join analytics.conversations using (assistant_key, conversation_key)
union all
select assistant_key, 'visitor', 0, token_key, occurred_at, 0
from analytics.visitor_events where event_type = 'visitor.seen'
union all
select assistant_key, 'visitor_group', right(person_id, 1)::bigint, token_key, occurred_at, 0
from analytics.visitor_events
join analytics.people using (assistant_key)
where event_type = 'visitor.seen' and person_key = token_key and right(person_id, 1) in ('0', '1')
union all
select assistant_key, 'approached', 0, token_key, occurred_at, 0
from analytics.visitor_events where event_type = 'popup.displayed'
union all
select assistant_key, 'opened', 0, token_key, occurred_at, 0
from analytics.visitor_events where event_type = 'widget.opened'
union all
select assistant_key, 'chatted', 0, token_key, started_at, 0
from analytics.conversations where token_key is not null
union all
select assistant_key, 'visitor_or_approached', 0, token_key, occurred_at, 0
from analytics.visitor_events where event_type in ('visitor.seen', 'popup.displayed')
union all
select assistant_key, 'visitor_or_opened', 0, token_key, occurred_at, 0
from analytics.visitor_events where event_type in ('visitor.seen', 'widget.opened')
union all
select assistant_key, 'visitor_or_chatted', 0, token_key, occurred_at, 0
from analytics.visitor_events where event_type = 'visitor.seen'
union all
select assistant_key, 'visitor_or_chatted', 0, token_key, started_at, 0
from analytics.conversations where token_key is not null;

comment on view analytics.log_presences is
  'Who was there as what and when, straight from what was recorded: the definition of every distinct count. How many did both of two things is the sum of those who did either, less those who did at least one. The weight of a conversation is its counted length in microseconds.';
