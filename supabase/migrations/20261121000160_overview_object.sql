create function analytics.overview_object(overview analytics.overview)
  returns jsonb
  immutable
  set search_path = ''
  language plpgsql
as $$
begin
  return jsonb_build_object(
    'pageviews', overview.pageviews,
    'unique_visitors', overview.visitors,
    'sessions', overview.sessions,
    'bounce_rate_pct', analytics.percent(overview.bounces, overview.sessions),
    'avg_session_duration_seconds', round(overview.seconds / nullif(overview.sessions::numeric, 0)),
    'pages_per_session', round(overview.pageviews / nullif(overview.sessions::numeric, 0), 1),
    'engaged_sessions', overview.engaged,
    'widget_engagement_rate_pct', analytics.percent(overview.engaged, overview.sessions)
  );
end
$$;

comment on function analytics.overview_object(analytics.overview) is 'An overview as the API shows it.';
