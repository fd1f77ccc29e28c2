create function analytics.report_conversation_outcomes(assistant_key integer, starts timestamptz, ends timestamptz)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return (
    with counted as materialized (
      select measure, key, amount
      from analytics.log_totals(array[report_conversation_outcomes.assistant_key], '{
        conversation,positive_conversation,neutral_conversation,negative_conversation,
        successful_conversation,undecided_conversation,failed_conversation
      }', starts, ends)
    ),
    started as (
      select coalesce(sum(amount), 0) as conversations from counted where measure = 'conversation'
    ),
    named as (
      select breakdown, name, place, coalesce(sum(amount), 0) as amount
      from (values
        ('sentiment', 'positive', 1, 'positive_conversation'::analytics.measure, 0::bigint),
        ('sentiment', 'neutral', 2, 'neutral_conversation', 0),
        ('sentiment', 'negative', 3, 'negative_conversation', 0),
        ('outcome', 'success', 1, 'successful_conversation', 0),
        ('outcome', 'neutral', 2, 'undecided_conversation', 0),
        ('outcome', 'fail', 3, 'failed_conversation', 0),
        ('handling_status', 'RESOLVED', 1, 'conversation', 1),
        ('handling_status', 'PENDING', 2, 'conversation', 2),
        ('handling_status', 'FOLLOW_UP', 3, 'conversation', 3)
      ) as known (breakdown, name, place, measure, key)
      left join counted using (measure, key)
      group by breakdown, name, place
    ),
    -- Of the rest nothing is known.
    complete as (
      select breakdown, name, place, amount from named
      union all
      select breakdown, null, 4, conversations - sum(amount) from named, started group by breakdown, conversations
    ),
    listed as (
      select breakdown, json_agg(json_build_object(
        breakdown, name, 'conversations', amount, 'pct', analytics.percent(amount, conversations)
      ) order by place) as entries
      from complete, started group by breakdown
    )
    select json_build_object(
      'sentiments', (select entries from listed where breakdown = 'sentiment'),
      'outcomes', (select entries from listed where breakdown = 'outcome'),
      'handling_statuses', (select entries from listed where breakdown = 'handling_status'),
      'total_conversations', conversations
    )
    from started
  );
end
$$;

comment on function analytics.report_conversation_outcomes(integer, timestamptz, timestamptz) is
  'Conversations that started in [starts, ends) by the sentiment and the outcome of their latest analysis and by their handling status; null for those of which that is not known.';
