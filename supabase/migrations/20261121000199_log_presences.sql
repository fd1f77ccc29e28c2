create view analytics.log_presences (assistant_key, presence, key, actor_key, happened_at, weight) as
select assistant_key, known.presence, 0::bigint, actor_key, sent_at, 0::bigint
from analytics.messages, lateral (values ('sender'::analytics.presence), ('active')) as known (presence)
where sender = 'CUSTOMER'
union all
select assistant_key, 'active', 0, actor_key, clicked_at, 0 from analytics.link_clicks where actor_key is not null
union all
select assistant_key, known.presence, known.key, actor_key, sent_at, 0
from analytics.messages join analytics.conversations using (assistant_key, conversation_key), lateral (values
  ('active_channel'::analytics.presence, coalesce(channel_key, 0)),
  ('active_country', coalesce(country_key, 0)),
  ('active_language', coalesce(language_key, 0)),
  ('active_rating', coalesce(rating_key, 0))
) as known (presence, key)
where sender = 'CUSTOMER'
union all
select assistant_key, known.presence, known.key, actor_key, clicked_at, 0
from analytics.link_clicks left join analytics.conversations using (assistant_key, conversation_key), lateral (values
  ('active_channel'::analytics.presence, coalesce(channel_key, 0)),
  ('active_country', coalesce(country_key, 0)),
  ('active_language', coalesce(language_key, 0)),
  ('active_rating', coalesce(rating_key, 0))
) as known (presence, key)
where actor_key is not null
union all
select assistant_key, 'inbound_channel', coalesce(channel_key, 0), actor_key, sent_at, 0
from analytics.messages join analytics.conversations using (assistant_key, conversation_key)
where direction = 'inbound'
union all
select conversation_days.assistant_key, 'conversation', 0, conversation_key, conversation_days.first_activity_at,
  analytics.counted_length(conversations.first_activity_at, conversations.last_activity_at)
from analytics.conversation_days join analytics.conversations using (assistant_key, conversation_key)
union all
select conversation_days.assistant_key, 'conversation', 0, conversation_key, conversation_days.last_activity_at,
  analytics.counted_length(conversations.first_activity_at, conversations.last_activity_at)
from analytics.conversation_days join analytics.conversations using (assistant_key, conversation_key)
union all
select assistant_key, known.presence, coalesce(known.key, 0), token_key, occurred_at, 0
from analytics.visitor_events, lateral (values
  ('visitor'::analytics.presence, null::smallint, event_type = 'visitor.seen'),
  ('visitor_group', visitor_group, event_type = 'visitor.seen' and visitor_group is not null),
  ('approached', null, event_type = 'popup.displayed'),
  ('opened', null, event_type = 'widget.opened'),
  ('visitor_or_approached', null, event_type in ('visitor.seen', 'popup.displayed')),
  ('visitor_or_opened', null, event_type in ('visitor.seen', 'widget.opened')),
  ('visitor_or_chatted', null, event_type = 'visitor.seen')
) as known (presence, key, is_so)
where is_so
union all
select assistant_key, known.presence, 0, token_key, started_at, 0
from analytics.conversations, lateral (values
  ('chatted'::analytics.presence), ('visitor_or_chatted')
) as known (presence)
where token_key is not null;

comment on view analytics.log_presences is
  'Who was there as what and when, straight from what was recorded: the definition of every distinct count. How many did both of two things is the sum of those who did either, less those who did at least one. The weight of a conversation is its counted length in microseconds; of each of its days, its first and last moments are there.';
