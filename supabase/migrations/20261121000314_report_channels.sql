create function analytics.report_channels(
  assistant_key integer, starts timestamptz, ends timestamptz, unit text, zone text
)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return (
    with received as materialized (
      select bucket, analytics.term_of(report_channels.assistant_key, key) as channel, amount
      from analytics.log_series(
        array[report_channels.assistant_key], '{inbound_message}', starts, ends, unit, zone
      )
    ),
    counted as (
      select channel, amount as messages, 0 as users from received
      union all
      select analytics.term_of(report_channels.assistant_key, key), 0, people
      from analytics.presence_totals(array[report_channels.assistant_key], '{inbound_channel}', starts, ends)
    ),
    channels as materialized (
      select channel, sum(messages) as messages, sum(users) as users from counted group by channel
    ),
    listed as (
      select bucket, json_agg(
        json_build_object('channel', channel, 'messages', amount) order by amount desc, channel collate "C"
      ) as channels
      from received group by bucket
    )
    select json_build_object(
      'data', (
        select coalesce(json_agg(json_build_object(
          'channel', channel,
          'messages', messages,
          'pct', analytics.percent(messages, (select sum(messages) from channels)),
          'unique_users', users
        ) order by messages desc, channel collate "C"), '[]')
        from channels
      ),
      'total_messages', (select coalesce(sum(messages), 0) from channels),
      'series', (
        select json_agg(json_build_object(
          'date', name, 'channels', coalesce(listed.channels, '[]')
        ) order by bucket)
        from analytics.clock_buckets(starts, ends, unit, zone) left join listed using (bucket)
      )
    )
  );
end
$$;

comment on function analytics.report_channels(integer, timestamptz, timestamptz, text, text) is
  'Messages that came in in [starts, ends) by channel, the busiest first, with the people who sent any; and in each local day or hour.';
