create function analytics.report_conversation_breakdown(
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
      select extract(isodow from bucket)::integer as weekday, extract(hour from bucket)::integer as hour,
        sum(amount) as messages
      from analytics.log_parts(assistants, '{message}', starts, ends, 'hour', zone)
      group by weekday, hour
    ),
    weekdays as (
      select place, (array[
        'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'
      ])[place] as name, coalesce(sum(messages), 0) as messages
      from generate_series(1, 7) as place left join sent on weekday = place
      group by place
    ),
    hours as (
      select place, coalesce(sum(messages), 0) as messages
      from generate_series(0, 23) as place left join sent on hour = place
      group by place
    ),
    counted as (
      select key, amount as messages, 0 as people
      from analytics.log_totals(assistants, '{inbound_message}', starts, ends)
      union all
      select key, 0, people from analytics.presence_totals(assistants, '{inbound_channel}', starts, ends)
    ),
    known as (
      select distinct term_key as key, term as name
      from analytics.terms
      where assistant_key = any (assistants) and term_key in (select key from counted)
    ),
    channels as (
      select coalesce(name, 'unknown') as name, sum(messages) as messages, sum(people) as people
      from counted left join known using (key)
      group by 1
    )
    select json_build_object(
      'channels', (
        select coalesce(json_agg(json_build_object('channel', name, 'people', people, 'messages', messages)
          order by messages desc, name collate "C"), '[]')
        from channels
      ),
      'weekdays', (select json_object_agg(name, messages order by place) from weekdays),
      'hours', (select json_object_agg(place, messages order by place) from hours)
    )
  );
end
$$;

comment on function analytics.report_conversation_breakdown(integer[], timestamptz, timestamptz, text) is
  'Messages of [starts, ends) by the weekday and by the hour of a zone, and by channel the people who sent something and how much came in, the busiest first.';
