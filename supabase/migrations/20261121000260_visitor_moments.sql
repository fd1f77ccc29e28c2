create function analytics.visitor_moments(
  assistant_key integer, starts timestamptz, ends timestamptz, unit text, actors bigint[]
)
  returns table (
    bucket timestamp, token_key bigint, visitor_group smallint,
    seen_at timestamptz, approached_at timestamptz, opened_at timestamptz, chatted_at timestamptz
  )
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
    select bucket, token_key, min(visitor_group), min(seen_at), min(approached_at), min(opened_at), min(chatted_at)
    from (
      select date_trunc(unit, occurred_at at time zone 'UTC') as bucket, token_key, visitor_group,
        case when event_type = 'visitor.seen' then occurred_at end as seen_at,
        case when event_type = 'popup.displayed' then occurred_at end as approached_at,
        case when event_type = 'widget.opened' then occurred_at end as opened_at,
        null::timestamptz as chatted_at
      from analytics.visitor_events
      where visitor_events.assistant_key = visitor_moments.assistant_key
        and occurred_at >= starts and occurred_at < ends and (actors is null or token_key = any (actors))
      union all
      select date_trunc(unit, started_at at time zone 'UTC'), token_key, null, null, null, null, started_at
      from analytics.conversations
      where conversations.assistant_key = visitor_moments.assistant_key and token_key is not null
        and started_at >= starts and started_at < ends and (actors is null or token_key = any (actors))
    ) as moments
    group by bucket, token_key;
end
$$;

comment on function analytics.visitor_moments(integer, timestamptz, timestamptz, text, bigint[]) is
  'Of each user token in [starts, ends), all or some, when it was first seen, shown a popup, opened the widget and began a conversation, in each UTC bucket; without a unit, in all.';
