create function analytics.conversation_figures(
  assistants integer[], counted analytics.measure, handling_status text, starts timestamptz, ends timestamptz
)
  returns table (figure text, amount bigint)
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return query
    with totals as (
      select totals.measure, totals.key, totals.amount
      from analytics.log_totals(
        assistants,
        array[counted, 'message', 'bot_message', 'agent_message', 'intervention_request'], starts, ends
      ) as totals
    ),
    named as (
      select 'conversations' as figure, totals.amount from totals
      where measure = counted and analytics.has_handling_status(key, handling_status)
      union all
      select 'messages', totals.amount from totals where measure = 'message'
      union all
      select 'bot_messages', totals.amount from totals where measure = 'bot_message'
      union all
      select 'agent_messages', totals.amount from totals where measure = 'agent_message'
      union all
      select 'intervention_requests', totals.amount from totals where measure = 'intervention_request'
      union all
      select 'people', people from analytics.presence_totals(assistants, '{sender}', starts, ends)
    )
    select figures.figure, coalesce(sum(named.amount), 0)::bigint
    from unnest(array[
      'conversations', 'messages', 'bot_messages', 'agent_messages', 'intervention_requests', 'people'
    ]) as figures (figure)
    left join named on named.figure = figures.figure
    group by figures.figure;
end
$$;

comment on function analytics.conversation_figures(integer[], analytics.measure, text, timestamptz, timestamptz) is
  'In [starts, ends): conversations that started, all or the answered, of one handling status or of any; messages, those of bots and of agents; requests for a live agent; the people who sent messages.';
