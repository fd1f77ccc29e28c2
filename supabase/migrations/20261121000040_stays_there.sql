create function analytics.stays_there(scope analytics.scope)
  returns setof analytics.stays
  stable
  parallel safe
  language sql
begin atomic
  select stays.* from analytics.stays
  where stays.assistant_key = (scope).assistant_key
    and stays.day >= (scope).first_day and stays.day < (scope).until_day
    and analytics.is_among(scope, client_key, origin_key, country, engaged, entry_page_key)
    and (cardinality((scope).opened) = 0 or stays.day <> all ((scope).opened))
  union all
  select stays.* from analytics.stays_of((scope).assistant_key, (scope).opened) as stays
  where analytics.is_among(scope, client_key, origin_key, country, engaged, entry_page_key);
end;

comment on function analytics.stays_there(analytics.scope) is
  'What the sessions of a scope did on each of its UTC days, from rollups or from what was recorded. It is read as part of the query that names it.';
