create function analytics.is_shared(report text)
  returns boolean
  immutable
  language sql
return report in (
  'assistants', 'overview', 'live', 'funnel', 'pageviews', 'pages', 'entry_pages', 'exit_pages',
  'traffic_sources', 'geography', 'devices'
);

comment on function analytics.is_shared(text) is
  'Whether a share link opens a report: those that the overview is made of, none of which tells one visitor from another. A new report is not shared until it is named here.';
