create function analytics.funnel_object(funnel analytics.funnel)
  returns jsonb
  immutable
  set search_path = ''
  language plpgsql
as $$
begin
  return jsonb_build_object(
    'visitors', funnel.visitors,
    'widget_opened', funnel.opened,
    'conversation_started', funnel.started,
    'inquiry_submitted', funnel.submitted,
    'widget_opened_pct', analytics.percent(funnel.opened, funnel.visitors),
    'conversation_started_pct', analytics.percent(funnel.started, funnel.visitors),
    'inquiry_submitted_pct', analytics.percent(funnel.submitted, funnel.visitors)
  );
end
$$;

comment on function analytics.funnel_object(analytics.funnel) is 'A funnel as the API shows it.';
