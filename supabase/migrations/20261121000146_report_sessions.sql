create function analytics.report_sessions(
  scope analytics.scope, arguments jsonb, row_limit integer, row_offset integer
)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  page analytics.session_list;
begin
  -- What rollups count sessions by needs not look at each.
  if scope.zone = 'UTC' and scope.filters <@ array['country', 'source', 'device_type', 'widget_engaged'] then
    page := analytics.newest_sessions(
      scope.assistant_key, scope.first, scope.until,
      (scope.country, arguments ->> 'source', arguments ->> 'device_type', scope.engaged)::analytics.session_filter,
      row_limit, row_offset
    );
  else
    page := analytics.filtered_sessions(scope, row_limit, row_offset);
  end if;
  return json_build_object(
    'data', coalesce(analytics.session_objects(page.listed, arguments ? 'include'), '[]'),
    'meta', json_build_object('total', page.total, 'limit', row_limit, 'offset', row_offset)
  );
end
$$;

comment on function analytics.report_sessions(analytics.scope, jsonb, integer, integer) is
  'Sessions of a scope, newest first.';
