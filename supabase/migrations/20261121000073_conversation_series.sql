create function analytics.conversation_series(
  assistants integer[], starts timestamptz, ends timestamptz, unit text, zone text
)
  returns table (bucket timestamp, conversations bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
begin
  return query
    select each, coalesce(counted.conversations, 0)
    from analytics.buckets(starts, ends, unit, zone) as each
    left join (
      select date_trunc(unit, started_at at time zone zone) as bucket, count(*) as conversations
      from analytics.conversations
      where assistant_key = any (assistants) and started_at >= starts and started_at < ends
      group by 1
    ) as counted on counted.bucket = each
    order by each;
end
$$;

comment on function analytics.conversation_series(integer[], timestamptz, timestamptz, text, text) is
  'Conversations that started in each bucket of [starts, ends); empty ones too.';
