create function analytics.message_series(
  assistants integer[], starts timestamptz, ends timestamptz, unit text, zone text
)
  returns table (bucket timestamp, messages bigint)
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return query
    select each, coalesce(sum(amount), 0)::bigint
    from analytics.buckets(starts, ends, unit, zone) as each
    left join analytics.log_series(assistants, '{message}', starts, ends, unit, zone)
      on log_series.bucket = each
    group by each order by each;
end
$$;

comment on function analytics.message_series(integer[], timestamptz, timestamptz, text, text) is
  'Messages that were sent in each bucket of [starts, ends); empty ones too.';
