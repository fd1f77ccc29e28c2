create function analytics.user_token(visitor bigint)
  returns text
  immutable
  parallel safe
  language sql
return 'v_' || analytics.bigint_to_hex(visitor);

comment on function analytics.user_token(bigint) is 'What the log calls a visitor, as pages do.';
