create type analytics.session_list as (
  total bigint,
  listed analytics.sessions[]
);

comment on type analytics.session_list is 'How long a list of sessions is, and one page of it, newest first.';
