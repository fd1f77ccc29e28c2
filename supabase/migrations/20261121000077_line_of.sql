create function analytics.line_of(scope analytics.scope)
  returns analytics.arrangement
  immutable
  parallel safe
  language sql
return case when (scope).page is null then 'visitor' else 'page' end::analytics.arrangement;

comment on function analytics.line_of(analytics.scope) is 'In which line a scope is found with the page that it may be about.';
