create function analytics.visitors_there(
  assistant_key integer, presences analytics.presence[], starts timestamptz, ends timestamptz, unit text, actors bigint[]
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
    with visitors as (
      select bucket, token_key, min(visitor_group) as visitor_group, min(seen_at) as seen_at,
        min(approached_at) as approached_at, min(opened_at) as opened_at, min(chatted_at) as chatted_at
      from (
        select date_trunc(unit, occurred_at at time zone 'UTC') as bucket, token_key, visitor_group,
          case when event_type = 'visitor.seen' then occurred_at end as seen_at,
          case when event_type = 'popup.displayed' then occurred_at end as approached_at,
          case when event_type = 'widget.opened' then occurred_at end as opened_at,
          null::timestamptz as chatted_at
        from analytics.visitor_events
        where visitor_events.assistant_key = visitors_there.assistant_key
          and occurred_at >= starts and occurred_at < ends and (actors is null or token_key = any (actors))
        union all
        select date_trunc(unit, started_at at time zone 'UTC'), token_key, null, null, null, null, started_at
        from analytics.conversations
        where conversations.assistant_key = visitors_there.assistant_key and token_key is not null
          and started_at >= starts and started_at < ends and (actors is null or token_key = any (actors))
      ) as moments
      group by bucket, token_key
    )
    select bucket, moment.presence, moment.key::bigint, token_key, moment.happened_at, 0::bigint
    from visitors, lateral (values
      ('visitor'::analytics.presence, 0::smallint, seen_at),
      ('visitor_group', visitor_group, case when visitor_group is not null then seen_at end),
      ('approached', 0, approached_at),
      ('opened', 0, opened_at),
      ('chatted', 0, chatted_at),
      ('visitor_or_approached', 0, least(seen_at, approached_at)),
      ('visitor_or_opened', 0, least(seen_at, opened_at)),
      ('visitor_or_chatted', 0, least(seen_at, chatted_at))
    ) as moment (presence, key, happened_at)
    where moment.presence = any (presences) and moment.happened_at is not null;
end
$$;

comment on function analytics.visitors_there(
  integer, analytics.presence[], timestamptz, timestamptz, text, bigint[]
) is
  'The same of the user tokens.';
