create function analytics.report_conversation_insights(assistants integer[], starts timestamptz, ends timestamptz)
  returns json
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
declare
  most constant integer := 100;
begin
  return (
    with newest as (
      select found.* from unnest(assistants) as asked (assistant_key), lateral (
        select * from analytics.analyses
        where analyses.assistant_key = asked.assistant_key and analyzed_at >= starts and analyzed_at < ends
          and not exists (
            select from analytics.analyses as later
            where later.assistant_key = analyses.assistant_key and later.conversation_key = analyses.conversation_key
              and (later.analyzed_at, later.event_id) > (analyses.analyzed_at, analyses.event_id)
          )
        order by analyzed_at desc, event_id desc limit most
      ) as found
      order by found.analyzed_at desc, found.event_id desc limit most
    ),
    analyzed as materialized (
      select newest.*, conversation_id, token_key, started_at, first_activity_at, last_activity_at,
        row_number() over (order by analyzed_at desc, event_id desc) as place
      from newest join analytics.conversations using (assistant_key, conversation_key)
    ),
    -- A product counts with each click, what an analysis tells once a conversation.
    mentions as (
      select 'clicked_products' as list, term as item, place, conversation_id, count(*) as times
      from analyzed
      join analytics.link_clicks using (assistant_key, conversation_key)
      join analytics.terms on terms.assistant_key = link_clicks.assistant_key and term_key = product_key
      group by term, place, conversation_id
      union all
      select distinct list, item, place, conversation_id, 1
      from analyzed, lateral (
        select 'products', unnest(products)
        union all select 'intents', unnest(intents)
        union all select 'complaints', unnest(complaints)
        union all select 'missing_information', unnest(missing_information)
      ) as told (list, item)
    ),
    ranked as (
      select list, item, sum(times) as count, json_agg(conversation_id order by place) as conversations
      from mentions group by list, item
    ),
    rankings as (
      select list, json_agg(
        json_build_object('item', item, 'count', count, 'conversations', conversations)
        order by count desc, item collate "C"
      ) filter (where item is not null) as items
      from unnest(array['clicked_products', 'products', 'intents', 'complaints', 'missing_information']) as list
      left join ranked using (list)
      group by list
    ),
    judged as (
      select *,
        -- Of nothing that happened this is an hour, and is left out below.
        extract(epoch from least(last_activity_at - first_activity_at, interval '1 hour')) / 60 as minutes,
        exists (
          select from analytics.purchases
          where purchases.assistant_key = analyzed.assistant_key and is_first
            and purchased_at > started_at and purchased_at < ends
            and (buyer_key = analyzed.token_key or purchases.conversation_key = analyzed.conversation_key)
        ) as is_converted
      from analyzed
    ),
    reacted as (
      select count(*) filter (where reaction = 'like') as likes, count(*) filter (where reaction = 'dislike') as dislikes
      from analyzed join analytics.reactions using (assistant_key, conversation_key)
    )
    select json_build_object(
      'rankings', (select json_object_agg(list, coalesce(items, '[]')) from rankings),
      'clicks', (select coalesce(sum(count), 0) from ranked where list = 'clicked_products'),
      'conversations', count(*),
      'mood_percent', json_build_object(
        'happy', analytics.percent(count(*) filter (where mood = 'happy'), count(mood)),
        'angry', analytics.percent(count(*) filter (where mood = 'angry'), count(mood)),
        'neutral', analytics.percent(count(*) filter (where mood = 'neutral'), count(mood))
      ),
      'outcome_percent', json_build_object(
        'success', analytics.percent(count(*) filter (where outcome = 'success'), count(outcome)),
        'fail', analytics.percent(count(*) filter (where outcome = 'fail'), count(outcome)),
        'neutral', analytics.percent(count(*) filter (where outcome = 'neutral'), count(outcome))
      ),
      'intervention_percent', analytics.percent(count(*) filter (where human_intervention_needed), count(*)),
      'converted', count(*) filter (where is_converted),
      'converted_percent', analytics.percent(count(*) filter (where is_converted), count(*)),
      'reactions', (select row_to_json(reacted) from reacted),
      'minutes', round(avg(minutes) filter (where first_activity_at is not null), 1)
    )
    from judged
  );
end
$$;

comment on function analytics.report_conversation_insights(integer[], timestamptz, timestamptz) is
  'What is known of the 100 conversations that were analysed last in [starts, ends), each by its latest analysis: products, intents, complaints and missing information, by how often and then by the alphabet, each with its conversations from the newest on; shares in percent to one decimal, of those that say anything; clicks, reactions, those that a purchase followed, and minutes, at most 60 of each.';
