create function analytics.report_conversation_overview(
  assistants integer[], counted analytics.measure, handling_status text,
  starts timestamptz, ends timestamptz, unit text, zone text
)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return (
    with started as (
      select bucket, sum(amount) as conversations
      from analytics.log_series(assistants, array[counted], starts, ends, unit, zone)
      where analytics.has_handling_status(key, handling_status)
      group by bucket
    )
    select json_agg(json_build_object(
      'date', analytics.bucket_label(bucket, unit), 'count', coalesce(conversations, 0)
    ) order by bucket)
    from analytics.buckets(starts, ends, unit, zone) as bucket
    left join started using (bucket)
  );
end
$$;

comment on function analytics.report_conversation_overview(
  integer[], analytics.measure, text, timestamptz, timestamptz, text, text
) is
  'Conversations that started in each bucket of [starts, ends), ascending: all or those that were answered, of one handling status or of any.';
