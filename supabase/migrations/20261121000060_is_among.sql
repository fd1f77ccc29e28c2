create function analytics.is_among(
  scope analytics.scope, client_key integer, origin_key integer, country text, engaged boolean, entry_page integer
)
  returns boolean
  stable
  parallel safe
  language sql
return ((scope).clients is null or client_key = any ((scope).clients))
  and ((scope).origins is null or origin_key = any ((scope).origins) or (scope).or_without_origin and origin_key is null)
  and ((scope).country is null or country = (scope).country)
  and ((scope).engaged is null or engaged = (scope).engaged)
  and ((scope).entry_page is null or entry_page = (scope).entry_page);

comment on function analytics.is_among(analytics.scope, integer, integer, text, boolean, integer) is
  'Whether a session with these attributes is among those of a scope; its page is another matter.';
