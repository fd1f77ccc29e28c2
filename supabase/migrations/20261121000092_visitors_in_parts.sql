create function analytics.visitors_in_parts(
  scope analytics.scope, arranged analytics.arrangement, met analytics.chosen_line[], keys text[],
  other_keys text[], others bigint[]
)
  returns table (key text, visitors bigint)
  stable
  parallel safe
  language sql
begin atomic
  select * from analytics.visitors_in_quarter(scope, arranged, met, keys, other_keys, others, 1)
  union all
  select * from analytics.visitors_in_quarter(scope, arranged, met, keys, other_keys, others, 2)
  union all
  select * from analytics.visitors_in_quarter(scope, arranged, met, keys, other_keys, others, 3)
  union all
  select * from analytics.visitors_in_quarter(scope, arranged, met, keys, other_keys, others, 4)
  union all
  select * from analytics.visitors_alone(scope, arranged, met, keys);
end;

comment on function analytics.visitors_in_parts(
  analytics.scope, analytics.arrangement, analytics.chosen_line[], text[], text[], bigint[]
) is
  'The distinct visitors that visitors_by_key counts, in parts that add up. It is read as part of the query that names it, so that processes share the parts.';
