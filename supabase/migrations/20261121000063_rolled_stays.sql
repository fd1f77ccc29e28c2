create function analytics.rolled_stays(scope analytics.scope)
  returns setof analytics.stays
  stable
  parallel safe
  language sql
begin atomic
  select stays.* from analytics.stays
  where stays.assistant_key = (scope).assistant_key
    and stays.day >= (scope).first_day and stays.day < (scope).until_day
    and analytics.is_among(scope, client_key, origin_key, country, engaged, entry_page_key)
    and (cardinality((scope).opened) = 0 or stays.day <> all ((scope).opened));
end;

comment on function analytics.rolled_stays(analytics.scope) is
  'What the sessions of a scope did on those of its UTC days that are rolled up. It is read as part of the query that names it, as are all that are made of it.';
