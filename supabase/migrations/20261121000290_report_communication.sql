create function analytics.report_communication(assistants integer[], starts timestamptz, ends timestamptz)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return (
    select json_build_object(
      'inbound_calls', coalesce(sum(amount) filter (where measure = 'inbound_call'), 0),
      'outbound_calls', coalesce(sum(amount) filter (where measure = 'outbound_call'), 0),
      'inbound_messages', coalesce(sum(amount) filter (where measure = 'inbound_message'), 0),
      'call_minutes', coalesce(round(sum(amount) filter (where measure = 'call_seconds') / 60.0, 2), 0),
      'responses', coalesce(sum(amount) filter (where measure in ('bot_message', 'agent_message')), 0)
    )
    from analytics.log_totals(
      assistants,
      '{inbound_call,outbound_call,call_seconds,inbound_message,bot_message,agent_message}',
      starts, ends
    )
  );
end
$$;

comment on function analytics.report_communication(integer[], timestamptz, timestamptz) is
  'In [starts, ends): calls by direction, their minutes to two decimals, messages that came in, and messages of bots and agents.';
