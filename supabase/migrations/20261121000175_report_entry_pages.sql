create function analytics.report_entry_pages(scope analytics.scope, row_limit integer, row_offset integer)
  returns json
  stable
  language sql
return analytics.end_pages(scope, true, row_limit, row_offset);

comment on function analytics.report_entry_pages(analytics.scope, integer, integer) is
  'The pages that sessions of a scope began with, most sessions first, and how many of these bounced.';
