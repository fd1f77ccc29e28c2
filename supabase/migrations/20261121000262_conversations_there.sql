create function analytics.conversations_there(
  assistant_key integer, starts timestamptz, ends timestamptz, unit text, actors bigint[]
)
  returns table (bucket timestamp, presence analytics.presence, key bigint, actor_key bigint, first_at timestamptz, weight bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set random_page_cost = 1.1
  set parallel_setup_cost = 50000
  language plpgsql
as $$
#variable_conflict use_column
begin
  return query
    with moments as (
      select conversation_key, first_activity_at as happened_at from analytics.conversation_days
      where conversation_days.assistant_key = conversations_there.assistant_key
        and first_activity_at >= starts and first_activity_at < ends
        and (actors is null or conversation_key = any (actors))
      union all
      select conversation_key, last_activity_at from analytics.conversation_days
      where conversation_days.assistant_key = conversations_there.assistant_key
        and last_activity_at >= starts and last_activity_at < ends
        and (actors is null or conversation_key = any (actors))
    ),
    active as (
      select date_trunc(unit, happened_at at time zone 'UTC') as bucket, conversation_key, min(happened_at) as first_at
      from moments group by 1, 2
    )
    select bucket, 'conversation'::analytics.presence, 0::bigint, conversation_key, first_at,
      analytics.counted_length(first_activity_at, last_activity_at)
    from active join analytics.conversations using (conversation_key)
    where conversations.assistant_key = conversations_there.assistant_key;
end
$$;

comment on function analytics.conversations_there(integer, timestamptz, timestamptz, text, bigint[]) is
  'The same of the conversations.';
