create function analytics.open_stays(scope analytics.scope)
  returns setof analytics.stays
  stable
  parallel safe
  language sql
begin atomic
  select stays.* from analytics.stays_of((scope).assistant_key, (scope).opened) as stays
  where analytics.is_among(scope, client_key, origin_key, country, engaged, entry_page_key);
end;

comment on function analytics.open_stays(analytics.scope) is
  'What the sessions of a scope did on those of its UTC days that are not rolled up.';
