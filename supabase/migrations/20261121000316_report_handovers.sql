create function analytics.report_handovers(assistant_key integer, starts timestamptz, ends timestamptz)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return (
    with counted as materialized (
      select measure, analytics.term_of(report_handovers.assistant_key, key) as name, sum(amount) as amount
      from analytics.log_totals(array[report_handovers.assistant_key], array[
        'intervention', 'intervention_channel', 'intervention_topic', 'intervention_outcome',
        'intervention_accepted', 'intervention_wait', 'intervention_finished', 'intervention_length'
      ]::analytics.measure[], starts, ends)
      group by 1, 2
    ),
    -- The last row is that of all agents.
    agents as materialized (
      select name, grouping(name) = 1 as is_total,
        coalesce(sum(amount) filter (where measure = 'intervention_accepted'), 0) as accepted,
        analytics.mean_seconds(
          sum(amount) filter (where measure = 'intervention_wait'),
          sum(amount) filter (where measure = 'intervention_accepted')
        ) as waited,
        analytics.mean_seconds(
          sum(amount) filter (where measure = 'intervention_length'),
          sum(amount) filter (where measure = 'intervention_finished')
        ) as lasted
      from counted
      where measure in ('intervention_accepted', 'intervention_wait', 'intervention_finished', 'intervention_length')
      group by grouping sets ((name), ())
    ),
    shares as (
      select measure, json_agg(json_build_object(
        case measure
          when 'intervention_channel' then 'channel' when 'intervention_topic' then 'topic' else 'outcome'
        end, name,
        'handovers', amount,
        'pct', analytics.percent(amount, (select sum(amount) from counted where measure = 'intervention'))
      ) order by amount desc, name collate "C") as listed
      from counted where measure in ('intervention_channel', 'intervention_topic', 'intervention_outcome')
      group by measure
    )
    select json_build_object(
      'summary', json_build_object(
        'total_handovers', (select coalesce(sum(amount), 0) from counted where measure = 'intervention'),
        'accepted', accepted,
        'avg_wait_seconds', waited,
        'avg_handling_seconds', lasted
      ),
      'channels', coalesce((select listed from shares where measure = 'intervention_channel'), '[]'),
      'topics', coalesce((select listed from shares where measure = 'intervention_topic'), '[]'),
      'outcomes', coalesce((select listed from shares where measure = 'intervention_outcome'), '[]'),
      'agents', (
        select coalesce(json_agg(json_build_object(
          'agent', name, 'accepted', accepted, 'avg_wait_seconds', waited, 'avg_handling_seconds', lasted
        ) order by accepted desc, name collate "C"), '[]')
        from agents where not is_total
      )
    )
    from agents where is_total
  );
end
$$;

comment on function analytics.report_handovers(integer, timestamptz, timestamptz) is
  'Hand-overs to agents that started in [starts, ends): by channel, topic and outcome, most first; how many were accepted, how long that took and how long they lasted, by agent and in all.';
