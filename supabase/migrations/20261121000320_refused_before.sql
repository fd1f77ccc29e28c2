create function analytics.refused_before(
  report text, account_id uuid, assistant public.assistants, only_assistant text, arguments jsonb
)
  returns date
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_column
declare
  zone constant text := coalesce(arguments ->> 'timezone', 'UTC');
  starts timestamptz := coalesce(
    (arguments ->> 'starts')::timestamptz, analytics.local_start((arguments ->> 'start_date')::date, zone)
  );
  ends constant timestamptz := coalesce(
    (arguments ->> 'ends')::timestamptz, analytics.local_start((arguments ->> 'end_date')::date + 1, zone)
  );
  assistants constant integer[] := case when arguments ? 'zone'
    then analytics.workspace(refused_before.account_id, only_assistant) else array[assistant.key]
  end;
  kept constant date := (select max(kept_from) from analytics.retention where assistant_key = any (assistants));
  is_of_pages constant boolean := report in ('overview', 'pageviews', 'pages', 'traffic_sources', 'geography', 'devices');
  counts_people constant boolean := report not in (
    'traffic_sources', 'geography', 'devices', 'conversation_series', 'message_series', 'popups', 'activity', 'label_usage',
    'conversation_year', 'handovers', 'labels', 'conversation_outcomes', 'conversation_hours', 'response_use',
    'intervention_times', 'agent_times'
  );
  begins_on date;
  until_day date;
begin
  -- What is compared with begins earlier, and so does the first of whole months and the like.
  starts := case
    when arguments ->> 'compare' = 'previous_year' then starts - interval '1 year'
    when arguments ->> 'compare' = 'previous' or report in ('activity', 'conversation_comparison') then starts - (ends - starts)
    when arguments ? 'unit' and not arguments ? 'zone' then date_trunc(arguments ->> 'unit', starts, 'UTC')
    else starts
  end;
  begins_on := (starts at time zone 'UTC')::date;
  until_day := ((ends - interval '1 microsecond') at time zone 'UTC')::date + 1;
  if kept is null or begins_on is null or begins_on >= kept then
    return null;
  end if;
  if report in ('sessions', 'entry_pages', 'exit_pages', 'funnel', 'widget_events', 'purchases', 'conversation_insights')
    or starts <> date_bin(case when counts_people then interval '1 day' else interval '15 minutes' end, starts, 'epoch')
    or ends <> date_bin(case when counts_people then interval '1 day' else interval '15 minutes' end, ends, 'epoch')
    or is_of_pages and not (
      zone = 'UTC' and (analytics.scope_of(assistant.key, arguments)).filters
        <@ case report when 'pageviews' then array['page_url'] else '{}' end
    )
  then
    return kept;
  end if;
  if not counts_people then
    return null;
  end if;
  -- Rolled up when less was known of who had been there before than when the day ended, or not rolled up.
  return case when is_of_pages then (
    select max(coalesce(known_from, kept)) from analytics.periods
    where assistant_key = assistant.key and days = 1 and periods.first_day >= kept and periods.first_day < until_day
      and case when rolled then known_from else analytics.known_from(assistant_key, periods.first_day, 364) end
        > begins_on
  ) else (
    select max(coalesce(known_from, kept)) from analytics.log_days
    where assistant_key = any (assistants) and day >= kept and day < until_day
      and case when rolled then known_from else analytics.known_from(assistant_key, day, 3660) end
        > begins_on
  ) end;
end
$$;

comment on function analytics.refused_before(text, uuid, public.assistants, text, jsonb) is
  'Where a report is asked for about days of which rows are deleted, and rollups can''t tell it: the first day from which on it can be asked for. Null elsewhere. To be called in one statement with the report, so that both see the same.';
