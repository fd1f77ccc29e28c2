create type analytics.standing as (
  assistant_key integer,
  day date,
  actor_key bigint,
  state text
);

comment on type analytics.standing is
  'What is known of a conversation or an intervention that the counts of a day depend on, and whose it is.';

create function analytics.log_standing(entries analytics.log_entry[])
  returns analytics.standing[]
  volatile
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
declare
  -- What began later is on no day that can be rolled up by now.
  horizon constant timestamptz := date_trunc('day', now() - interval '30 minutes', 'UTC');
begin
  return array(
    -- Held, so that nobody changes them between what is taken before and what is taken after.
    with touched as materialized (
      select conversations.*
      from (
        select distinct assistant_key, conversation_key from unnest(entries) as entry where conversation_key is not null
      ) as named
      join analytics.conversations using (assistant_key, conversation_key)
      where noted_at < horizon
      order by conversations.assistant_key, conversations.conversation_key
      for no key update of conversations
    ),
    handed_over as materialized (
      select interventions.*
      from (
        select assistant_key, analytics.key_of(fields ->> 'intervention_id') as intervention_key
        from unnest(entries) as entry where fields ? 'intervention_id'
        union
        select assistant_key, intervention_key
        from touched join analytics.interventions using (assistant_key, conversation_key)
      ) as named
      join analytics.interventions using (assistant_key, intervention_key)
      where started_at < horizon
      order by interventions.assistant_key, interventions.intervention_key
      for no key update of interventions
    )
    select (assistant_key, (started_at at time zone 'UTC')::date, token_key, row(
      conversation_key, started_at, is_answered, status, handling_status, reached_terminal, opened_by, (
        select nullif(concat(sentiment, ' ', outcome), ' ') from analytics.analyses
        where analyses.assistant_key = touched.assistant_key and analyses.conversation_key = touched.conversation_key
        order by analyzed_at desc, event_id desc limit 1
      )
    )::text)::analytics.standing
    from touched
    union all
    select (assistant_key, day, coalesce(person_key, token_key, ~conversation_key), row(
      conversation_key, channel_key, country_key, language_key, rating_key, topic_key,
      analytics.counted_length(touched.first_activity_at, touched.last_activity_at)
    )::text)::analytics.standing
    from touched join analytics.conversation_days using (assistant_key, conversation_key)
    union all
    select (
      handed_over.assistant_key, (handed_over.started_at at time zone 'UTC')::date, null,
      row(handed_over.*, conversations.channel_key, conversations.topic_key)::text
    )::analytics.standing
    from handed_over left join analytics.conversations using (assistant_key, conversation_key)
  );
end
$$;

comment on function analytics.log_standing(analytics.log_entry[]) is
  'How the conversations and interventions stand that events are about, so far as days that are rolled up may depend on it. Taken before and after the events are written down, it tells which days they changed.';
