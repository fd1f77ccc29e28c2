create function analytics.report_conversations(
  assistant_key integer, starts timestamptz, ends timestamptz, unit text, zone text
)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  totals constant analytics.conversation_totals := analytics.conversation_totals(
    array[report_conversations.assistant_key], starts, ends
  );
begin
  return (
    with counted as materialized (
      select bucket, measure, sum(amount) as amount
      from analytics.log_series(
        array[report_conversations.assistant_key],
        '{conversation,customer_message,bot_message,agent_message,system_message,intervention}',
        starts, ends, unit, zone
      )
      group by bucket, measure
    ),
    -- The row without a bucket is that of the whole range.
    columns as materialized (
      select bucket,
        coalesce(sum(amount) filter (where measure = 'conversation'), 0) as conversations,
        coalesce(sum(amount) filter (where measure = 'customer_message'), 0) as customer_messages,
        coalesce(sum(amount) filter (where measure = 'bot_message'), 0) as bot_messages,
        coalesce(sum(amount) filter (where measure = 'agent_message'), 0) as agent_messages,
        coalesce(sum(amount) filter (where measure = 'system_message'), 0) as system_messages,
        coalesce(sum(amount) filter (where measure = 'intervention'), 0) as handovers
      from counted
      group by grouping sets ((bucket), ())
    )
    select json_build_object(
      'data', (
        select json_agg(json_build_object(
          'date', name,
          'conversations', coalesce(conversations, 0),
          'customer_messages', coalesce(customer_messages, 0),
          'bot_messages', coalesce(bot_messages, 0),
          'agent_messages', coalesce(agent_messages, 0),
          'system_messages', coalesce(system_messages, 0),
          'handovers', coalesce(handovers, 0)
        ) order by bucket)
        from analytics.clock_buckets(starts, ends, unit, zone) left join columns using (bucket)
      ),
      'summary', json_build_object(
        'total_conversations', totals.conversations,
        'total_messages', totals.messages,
        'total_customer_messages', customer_messages,
        'total_bot_messages', bot_messages,
        'total_agent_messages', agent_messages,
        'total_system_messages', system_messages,
        'total_unique_users', totals.people,
        'total_handovers', handovers,
        'avg_messages_per_conversation',
          coalesce(round(totals.messages / nullif(totals.conversations::numeric, 0), 1), 0),
        'completion_rate_pct', analytics.percent(totals.completed, totals.conversations),
        'handover_rate_pct', analytics.percent(handovers, totals.conversations)
      )
    )
    from columns where bucket is null
  );
end
$$;

comment on function analytics.report_conversations(integer, timestamptz, timestamptz, text, text) is
  'Conversations and hand-overs by their start, and messages by sender, in each local day or hour of [starts, ends) and in all.';
