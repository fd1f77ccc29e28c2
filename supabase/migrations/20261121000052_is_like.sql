create function analytics.is_like(wanted text, value text)
  returns boolean
  immutable
  parallel safe
  language sql
return wanted is null or lower(value) is not distinct from nullif(lower(wanted), '');

comment on function analytics.is_like(text, text) is
  'Whether a value is the wanted one, in any case of letters; any value is where none is wanted, and none where the empty one is.';
