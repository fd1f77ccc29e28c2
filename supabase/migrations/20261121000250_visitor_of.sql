create function analytics.visitor_of(person_id text)
  returns bigint
  immutable
  parallel safe
  language sql
return case when person_id ~ '^v_[0-9a-f]{16}$' then analytics.hex_to_bigint(substr(person_id, 3)) end;

comment on function analytics.visitor_of(text) is 'The visitor of pages that a user token is that of; null for any other.';
