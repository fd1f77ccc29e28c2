create function analytics.run_report(report text, account_id uuid, assistant public.assistants, only_assistant text, arguments jsonb)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  first constant date := arguments ->> 'start_date';
  until constant date := (arguments ->> 'end_date')::date + 1;
  starts constant timestamptz := coalesce(
    (arguments ->> 'starts')::timestamptz, analytics.local_start(first, coalesce(arguments ->> 'timezone', 'UTC'))
  );
  ends constant timestamptz := coalesce(
    (arguments ->> 'ends')::timestamptz, analytics.local_start(until, coalesce(arguments ->> 'timezone', 'UTC'))
  );
  row_limit constant integer := arguments ->> 'limit';
  row_offset constant integer := arguments ->> 'offset';
  unit constant text := arguments ->> 'unit';
  zone constant text := arguments ->> 'zone';
  scope constant analytics.scope := case when arguments ? 'start_date' then analytics.scope_of(assistant.key, arguments) end;
  timezone constant text := coalesce(arguments ->> 'timezone', 'UTC');
  workspace constant integer[] := case when zone is not null then analytics.workspace(account_id, only_assistant) end;
begin
  case report
    when 'assistants' then
      return analytics.report_assistants(run_report.account_id, only_assistant, row_limit, row_offset);
    when 'overview' then
      return analytics.report_overview(scope, arguments);
    when 'live' then
      return analytics.report_live(assistant.key, (arguments ->> 'at')::timestamptz);
    when 'pageviews' then
      return analytics.report_pageviews(scope, arguments ->> 'granularity');
    when 'sessions' then
      return analytics.report_sessions(scope, arguments, row_limit, row_offset);
    when 'traffic_sources' then
      return analytics.report_traffic_sources(scope);
    when 'pages' then
      return analytics.report_pages(scope, row_limit, row_offset);
    when 'entry_pages' then
      return analytics.report_entry_pages(scope, row_limit, row_offset);
    when 'exit_pages' then
      return analytics.report_exit_pages(scope, row_limit, row_offset);
    when 'funnel' then
      return analytics.report_funnel(scope, arguments ->> 'by', row_limit, row_offset);
    when 'widget_events' then
      return analytics.report_widget_events(scope, row_limit, row_offset);
    when 'geography' then
      return analytics.report_geography(scope);
    when 'devices' then
      return analytics.report_devices(scope);
    when 'conversation_totals' then
      return analytics.report_conversation_totals(array[assistant.key], starts, ends);
    when 'conversation_series' then
      return analytics.report_conversation_series(array[assistant.key], starts, ends, 'day', 'UTC');
    when 'conversation_activity' then
      return analytics.report_conversation_activity(array[assistant.key], starts, ends);
    when 'visitor_funnel' then
      return analytics.report_visitor_funnel(array[assistant.key], starts, ends);
    when 'popups' then
      return analytics.report_popups(array[assistant.key], starts, ends);
    when 'purchases' then
      return analytics.report_purchases(array[assistant.key], starts, ends, assistant.ab_test_enabled);
    when 'conversation_insights' then
      return analytics.report_conversation_insights(array[assistant.key], starts, ends);
    when 'message_series' then
      return analytics.report_message_series(array[assistant.key], starts, ends, 'day', 'UTC');
    when 'communication' then
      return analytics.report_communication(workspace, starts, ends);
    when 'activity' then
      return analytics.report_activity(
        workspace, array(select jsonb_array_elements_text(arguments -> 'measures'))::analytics.measure[],
        starts, ends, unit, zone
      );
    when 'label_usage' then
      return analytics.report_label_usage(
        workspace,
        case when arguments ? 'labels' then array(select jsonb_array_elements_text(arguments -> 'labels')) end,
        starts, ends, unit, zone
      );
    when 'conversation_overview' then
      return analytics.report_conversation_overview(
        workspace, (arguments ->> 'counted')::analytics.measure, arguments ->> 'handling_status',
        starts, ends, unit, zone
      );
    when 'conversation_comparison' then
      return analytics.report_conversation_comparison(
        workspace, (arguments ->> 'counted')::analytics.measure, arguments ->> 'handling_status',
        starts, ends, (arguments ->> 'days')::integer, zone
      );
    when 'conversation_year' then
      return analytics.report_conversation_year(workspace, starts, ends, zone);
    when 'conversation_breakdown' then
      return analytics.report_conversation_breakdown(workspace, starts, ends, zone);
    when 'figure_series' then
      return analytics.report_figure_series(
        array[assistant.key], starts, ends, unit, arguments -> 'counts', arguments -> 'people'
      );
    when 'ranking_series' then
      return analytics.report_ranking_series(
        array[assistant.key], starts, ends, unit, arguments -> 'counts', arguments -> 'people'
      );
    when 'ranking_totals' then
      return analytics.report_ranking_totals(array[assistant.key], starts, ends, unit, arguments -> 'people');
    when 'response_use' then
      return analytics.report_response_use(array[assistant.key], starts, ends, unit);
    when 'intervention_times' then
      return analytics.report_intervention_times(array[assistant.key], starts, ends, unit);
    when 'agent_times' then
      return analytics.report_agent_times(array[assistant.key], starts, ends, unit);
    when 'session_timeline' then
      return analytics.report_session_timeline(
        assistant.key, arguments ->> 'visitor_id', (arguments ->> 'started_at')::timestamptz, row_limit, row_offset
      );
    when 'conversation' then
      return analytics.report_conversation(assistant.key, arguments ->> 'conversation_id', row_limit, row_offset);
    when 'conversations' then
      return analytics.report_conversations(assistant.key, starts, ends, arguments ->> 'granularity', timezone);
    when 'channels' then
      return analytics.report_channels(assistant.key, starts, ends, arguments ->> 'granularity', timezone);
    when 'conversation_hours' then
      return analytics.report_conversation_hours(assistant.key, starts, ends, timezone);
    when 'handovers' then
      return analytics.report_handovers(assistant.key, starts, ends);
    when 'labels' then
      return analytics.report_labels(assistant.key, starts, ends, row_limit, row_offset);
    when 'conversation_outcomes' then
      return analytics.report_conversation_outcomes(assistant.key, starts, ends);
  end case;
end
$$;

comment on function analytics.run_report(text, uuid, public.assistants, text, jsonb) is
  'The table of contents: which function answers which report, with its arguments read from the request.';

create function public.query_report(
  key_hash text, report text, arguments jsonb, ip_hash text, at timestamptz, session_account uuid default null,
  continued boolean default false
)
  returns json
  volatile
  security definer
  set search_path = ''
  language plpgsql
as $$
declare
  admission constant analytics.admission := analytics.authorize(
    key_hash, 'analytics:read', ip_hash, at, session_account, continued
  );
  rate constant analytics.rate := admission.rate;
  account public.accounts;
  assistant public.assistants;
  period record;
  client_ids text[];
  kept_from date;
  body json;
begin
  if admission.status <> 200 then
    return json_build_object('status', admission.status, 'rate', rate, 'reason', admission.reason);
  end if;
  if admission.is_shared and not analytics.is_shared(report) then
    return json_build_object('status', 403, 'rate', rate, 'reason', 'shared');
  end if;
  -- Without arguments the request was found wrong before it came here.
  if arguments is null then
    return json_build_object('status', 400, 'rate', rate);
  end if;
  if arguments ? 'zone' then
    period := analytics.asked_period(arguments, at);
    if period.problem is not null then
      return json_build_object('status', 400, 'rate', rate, 'reason', period.problem);
    end if;
    arguments := arguments || jsonb_build_object('starts', period.starts, 'ends', period.ends);
  end if;
  if not analytics.is_zone(arguments ->> 'timezone') then
    return json_build_object('status', 400, 'rate', rate, 'reason', 'timezone');
  end if;
  select * into account from public.accounts where id = admission.account_id;
  if arguments ? 'client' then
    client_ids := analytics.client_ids(admission.account_id, admission.assistant_id, arguments ->> 'client');
    if cardinality(client_ids) > 1 then
      return json_build_object('status', 400, 'rate', rate, 'reason', 'ambiguous');
    end if;
    arguments := arguments || jsonb_build_object('assistant_id', client_ids[1]);
  end if;
  if arguments ? 'assistant_id' then
    select * into assistant from public.assistants
    where assistants.id = arguments ->> 'assistant_id'
      and assistants.account_id = admission.account_id
      and (admission.assistant_id is null or admission.assistant_id = assistants.id);
    if not found then
      return json_build_object('status', 404, 'rate', rate);
    end if;
  end if;
  if arguments ->> 'include' = 'ip' and not analytics.stores_ip(account) then
    return json_build_object('status', 403, 'rate', rate, 'reason', 'plan');
  end if;

  -- One statement: what is refused and what is reported are of one state of the database.
  select refused.kept_from, case when refused.kept_from is null then
    analytics.run_report(report, admission.account_id, assistant, admission.assistant_id, arguments)
  end
  into kept_from, body
  from (
    select analytics.refused_before(
      report, admission.account_id, assistant, admission.assistant_id, arguments
    ) as kept_from
    offset 0
  ) as refused;
  if kept_from is not null then
    return json_build_object('status', 400, 'rate', rate, 'reason', 'retention', 'kept_from', kept_from);
  end if;
  if body is null then
    return json_build_object('status', 404, 'rate', rate, 'reason', 'nothing');
  end if;
  -- As text, which nobody on its way reads and writes anew.
  return json_build_object('status', 200, 'rate', rate, 'body', body::text);
end
$$;

comment on function public.query_report(text, text, jsonb, text, timestamptz, uuid, boolean) is
  'Answers one request of a key, of a share link, or of the account of a verified session: who asks, how often, for whose assistant, and then the report. What is continued, the next page of a list that is read in whole, is not counted again. A refusal is an answer with a status.';

grant execute on function public.query_report(text, text, jsonb, text, timestamptz, uuid, boolean) to service_role;
