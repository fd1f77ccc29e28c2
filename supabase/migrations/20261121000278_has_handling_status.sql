create function analytics.has_handling_status(key bigint, handling_status text)
  returns boolean
  immutable
  parallel safe
  language sql
return handling_status is null or key = array_position(array['RESOLVED', 'PENDING', 'FOLLOW_UP'], handling_status);

comment on function analytics.has_handling_status(bigint, text) is
  'Whether that is the status of conversations that were counted under a key; of all where none is named.';
