create function analytics.days_said(assistant_key integer, person_key bigint, own bigint[], naming bigint[])
  returns date[]
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_variable
begin
  return array(
    select distinct (at at time zone 'UTC')::date from (
      select occurred_at as at from analytics.visitor_events as event
      where event.assistant_key = days_said.assistant_key and token_key = person_key
      union all
      select sent_at from analytics.messages as message
      where message.assistant_key = days_said.assistant_key
        and (message.person_key = days_said.person_key or conversation_key = any (own))
      union all
      select clicked_at from analytics.link_clicks as click
      where click.assistant_key = days_said.assistant_key
        and (click.person_key = days_said.person_key or conversation_key = any (own))
      union all
      select started_at from analytics.calls as call
      where call.assistant_key = days_said.assistant_key
        and (call.person_key = days_said.person_key or conversation_key = any (own))
      union all
      select reacted_at from analytics.reactions as reaction
      where reaction.assistant_key = days_said.assistant_key
        and (reaction.person_key = days_said.person_key or conversation_key = any (own))
      union all
      select occurred_at from analytics.bot_events as event
      where event.assistant_key = days_said.assistant_key
        and (event.person_key = days_said.person_key or conversation_key = any (own))
      union all
      select applied_at from analytics.labels_applied as label
      where label.assistant_key = days_said.assistant_key and conversation_key = any (own)
      union all
      select moment from analytics.interventions as intervention, unnest(array[started_at, requested_at]) as moment
      where intervention.assistant_key = days_said.assistant_key and conversation_key = any (own) and moment is not null
      union all
      select started_at from analytics.conversations as conversation
      where conversation.assistant_key = days_said.assistant_key and conversation_key = any (own || naming)
      union all
      select first_activity_at from analytics.conversation_days as active
      where active.assistant_key = days_said.assistant_key and conversation_key = any (own || naming)
    ) as moments
  );
end
$$;

comment on function analytics.days_said(integer, bigint, bigint[], bigint[]) is
  'The UTC days of the log on which the counts depend on a person, on the person''s own conversations, or on others that name the person.';
