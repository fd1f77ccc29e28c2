create function analytics.retime_conversations(assistant_key integer, conversations bigint[])
  returns void
  volatile
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_column
declare
  sealed constant timestamptz := analytics.kept_from(retime_conversations.assistant_key)::timestamp at time zone 'UTC';
begin
  with moments as materialized (
    select conversation_key, sent_at as at, true as is_activity from analytics.messages as one
    where one.assistant_key = retime_conversations.assistant_key and conversation_key = any (conversations)
    union all
    select conversation_key, at, true from analytics.calls as one,
      unnest(array[started_at, started_at + make_interval(secs => duration_seconds)]) as at
    where one.assistant_key = retime_conversations.assistant_key and conversation_key = any (conversations)
    union all
    select conversation_key, reacted_at, true from analytics.reactions as one
    where one.assistant_key = retime_conversations.assistant_key and conversation_key = any (conversations)
    union all
    select conversation_key, clicked_at, true from analytics.link_clicks as one
    where one.assistant_key = retime_conversations.assistant_key and conversation_key = any (conversations)
    union all
    select conversation_key, occurred_at, true from analytics.bot_events as one
    where one.assistant_key = retime_conversations.assistant_key and conversation_key = any (conversations)
    union all
    -- Of a hand-over's events each has a change that names the conversation; its end is no activity.
    select conversation_key, changed_at, changed_at is distinct from ended_at
    from analytics.interventions as one join analytics.intervention_changes as change using (assistant_key, intervention_key)
    where one.assistant_key = retime_conversations.assistant_key and conversation_key = any (conversations)
      and change.fields ? 'conversation_key'
    union all
    select conversation_key, applied_at, false from analytics.labels_applied as one
    where one.assistant_key = retime_conversations.assistant_key and conversation_key = any (conversations)
    union all
    select conversation_key, changed_at, false from analytics.conversation_changes as one
    where one.assistant_key = retime_conversations.assistant_key and conversation_key = any (conversations)
    union all
    select conversation_key, purchased_at, false from analytics.purchases as one
    where one.assistant_key = retime_conversations.assistant_key and conversation_key = any (conversations)
    union all
    select conversation_key, ended_at, false from analytics.conversations as one
    where one.assistant_key = retime_conversations.assistant_key and conversation_key = any (conversations)
      and ended_at is not null
    union all
    select conversation_key, declared_start_at, true from analytics.conversations as one
    where one.assistant_key = retime_conversations.assistant_key and conversation_key = any (conversations)
      and declared_start_at is not null
    union all
    -- Of what was before the rows that are kept, only this is left.
    select conversation_key, first_activity_at, true from analytics.conversations as one
    where one.assistant_key = retime_conversations.assistant_key and conversation_key = any (conversations)
      and first_activity_at < sealed
    union all
    select conversation_key, noted_at, false from analytics.conversations as one
    where one.assistant_key = retime_conversations.assistant_key and conversation_key = any (conversations)
      and noted_at < sealed
  ),
  active_days as materialized (
    select conversation_key, (at at time zone 'UTC')::date as day, min(at) as first_at, max(at) as last_at
    from moments where is_activity and (sealed is null or at >= sealed)
    group by 1, 2
  ),
  emptied as (
    delete from analytics.conversation_days as one
    where one.assistant_key = retime_conversations.assistant_key and conversation_key = any (conversations)
      and (conversation_key, day) not in (select conversation_key, day from active_days)
      and (sealed is null or first_activity_at >= sealed)
  ),
  shortened as (
    update analytics.conversation_days as one set first_activity_at = first_at, last_activity_at = last_at
    from active_days
    where one.assistant_key = retime_conversations.assistant_key
      and one.conversation_key = active_days.conversation_key and one.day = active_days.day
      and (first_activity_at, last_activity_at) is distinct from (first_at, last_at)
  ),
  timed as (
    select conversation_key, min(at) as noted_at, min(at) filter (where is_activity) as first_at,
      max(at) filter (where is_activity) as last_at
    from moments group by conversation_key
  )
  update analytics.conversations as one set
    noted_at = timed.noted_at,
    first_activity_at = first_at,
    last_activity_at = last_at,
    is_answered = exists (
      select from analytics.messages as message
      where message.assistant_key = one.assistant_key and message.conversation_key = one.conversation_key
        and sender in ('BOT', 'AGENT')
    ) or coalesce(is_answered and first_at < sealed, false)
  from timed
  where one.assistant_key = retime_conversations.assistant_key and one.conversation_key = timed.conversation_key;
end
$$;

comment on function analytics.retime_conversations(integer, bigint[]) is
  'Keeps the times of conversations in step with what is left of them after some of it was erased.';
