create function analytics.people_there(
  assistant_key integer, presences analytics.presence[], starts timestamptz, ends timestamptz, unit text, actors bigint[]
)
  returns table (bucket timestamp, presence analytics.presence, key bigint, actor_key bigint, first_at timestamptz, weight bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set random_page_cost = 1.1
  set parallel_setup_cost = 50000
  set enable_hashjoin = off
  set enable_mergejoin = off
  language plpgsql
as $$
#variable_conflict use_column
declare
  is_known_of constant boolean :=
    presences && '{inbound_channel,active_channel,active_country,active_language,active_rating}';
begin
  return query
    -- A conversation is looked up once for whoever is in it, not once for each message.
    with said as (
      select date_trunc(unit, sent_at at time zone 'UTC') as bucket, actor_key, conversation_key,
        min(sent_at) filter (where sender = 'CUSTOMER') as sent_at, null::timestamptz as clicked_at,
        min(sent_at) filter (where direction = 'inbound') as inbound_at
      from analytics.messages
      where messages.assistant_key = people_there.assistant_key and sent_at >= starts and sent_at < ends
        and (sender = 'CUSTOMER' or direction = 'inbound') and (actors is null or actor_key = any (actors))
      group by 1, 2, 3
    ),
    clicked as (
      select date_trunc(unit, clicked_at at time zone 'UTC'), actor_key, conversation_key,
        null::timestamptz, min(clicked_at), null::timestamptz
      from analytics.link_clicks
      where link_clicks.assistant_key = people_there.assistant_key and clicked_at >= starts and clicked_at < ends
        and actor_key is not null and (actors is null or actor_key = any (actors))
      group by 1, 2, 3
    )
    select active.bucket, moment.presence, moment.key, active.actor_key, min(moment.happened_at), 0::bigint
    from (select * from said union all select * from clicked) as active
    left join analytics.conversations
      on is_known_of and conversations.assistant_key = people_there.assistant_key
      and conversations.conversation_key = active.conversation_key,
    lateral (values
      ('sender'::analytics.presence, 0, sent_at),
      ('inbound_channel', coalesce(channel_key, 0), inbound_at),
      ('active', 0, least(sent_at, clicked_at)),
      ('active_channel', coalesce(channel_key, 0), least(sent_at, clicked_at)),
      ('active_country', coalesce(country_key, 0), least(sent_at, clicked_at)),
      ('active_language', coalesce(language_key, 0), least(sent_at, clicked_at)),
      ('active_rating', coalesce(rating_key, 0), least(sent_at, clicked_at))
    ) as moment (presence, key, happened_at)
    where moment.presence = any (presences) and moment.happened_at is not null
    group by 1, 2, 3, 4;
end
$$;

comment on function analytics.people_there(
  integer, analytics.presence[], timestamptz, timestamptz, text, bigint[]
) is
  'The people of analytics.log_presences in [starts, ends), all or some, and when each was first there in each UTC hour, day, week, month, quarter or year; without a unit, in all.';
