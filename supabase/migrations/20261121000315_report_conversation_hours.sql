create function analytics.report_conversation_hours(
  assistant_key integer, starts timestamptz, ends timestamptz, zone text
)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return (
    with counted as (
      select extract(isodow from bucket)::integer as weekday, extract(hour from bucket)::integer as hour,
        sum(amount) filter (where measure = 'conversation') as conversations,
        sum(amount) filter (where measure = 'message') as messages
      from analytics.log_parts(
        array[report_conversation_hours.assistant_key], '{conversation,message}', starts, ends, 'hour', zone
      )
      group by 1, 2
    )
    select json_build_object(
      'data', json_agg(json_build_object(
        'weekday', (array[
          'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'
        ])[weekday],
        'hour', hour,
        'conversations', coalesce(conversations, 0),
        'messages', coalesce(messages, 0)
      ) order by weekday, hour),
      'total_conversations', coalesce(sum(conversations), 0),
      'total_messages', coalesce(sum(messages), 0)
    )
    from generate_series(1, 7) as weekday cross join generate_series(0, 23) as hour
    left join counted using (weekday, hour)
  );
end
$$;

comment on function analytics.report_conversation_hours(integer, timestamptz, timestamptz, text) is
  'Conversations that started and messages of [starts, ends) in each hour of each weekday, on the clocks of a zone.';
