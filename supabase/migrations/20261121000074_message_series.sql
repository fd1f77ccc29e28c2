create function analytics.message_series(
  assistants integer[], starts timestamptz, ends timestamptz, unit text, zone text
)
  returns table (bucket timestamp, messages bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
begin
  return query
    select each, coalesce(counted.messages, 0)
    from analytics.buckets(starts, ends, unit, zone) as each
    left join (
      select date_trunc(unit, sent_at at time zone zone) as bucket, count(*) as messages
      from analytics.messages
      where assistant_key = any (assistants) and sent_at >= starts and sent_at < ends
      group by 1
    ) as counted on counted.bucket = each
    order by each;
end
$$;

comment on function analytics.message_series(integer[], timestamptz, timestamptz, text, text) is
  'Messages that were sent in each bucket of [starts, ends); empty ones too.';
