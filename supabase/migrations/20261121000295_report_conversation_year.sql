create function analytics.report_conversation_year(
  assistants integer[], starts timestamptz, ends timestamptz, zone text
)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return (
    with sent as (
      select bucket, sum(amount) as messages
      from analytics.log_series(assistants, '{message}', starts, ends, 'month', zone)
      group by bucket
    ),
    months as (
      select bucket, coalesce(messages, 0) as messages
      from analytics.buckets(starts, ends, 'month', zone) as bucket left join sent using (bucket)
    ),
    totals as (
      select (select sum(messages) from months) as messages, coalesce(sum(amount), 0) as conversations
      from analytics.log_totals(assistants, '{conversation}', starts, ends)
    )
    select json_build_object(
      'conversations', conversations,
      'messages', messages,
      'messages_per_conversation', coalesce(round(messages / nullif(conversations, 0), 1), 0),
      'months', (select json_object_agg(to_char(bucket, 'FMMonth'), months.messages order by bucket) from months)
    )
    from totals
  );
end
$$;

comment on function analytics.report_conversation_year(integer[], timestamptz, timestamptz, text) is
  'Of a year [starts, ends) of a zone: conversations that started, messages, messages per conversation to one decimal, and messages by the English name of each of its months.';
