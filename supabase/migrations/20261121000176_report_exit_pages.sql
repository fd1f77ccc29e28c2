create function analytics.report_exit_pages(scope analytics.scope, row_limit integer, row_offset integer)
  returns json
  stable
  language sql
return analytics.end_pages(scope, false, row_limit, row_offset);

comment on function analytics.report_exit_pages(analytics.scope, integer, integer) is
  'The pages that sessions of a scope ended with, most sessions first.';
