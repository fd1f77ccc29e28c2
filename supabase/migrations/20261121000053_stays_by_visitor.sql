create function analytics.stays_by_visitor(scope analytics.scope, quarter integer)
  returns setof analytics.stays
  stable
  parallel safe
  language sql
begin atomic
  (
    select * from analytics.rolled_stays(scope) as stays
    where extract(year from day)::smallint = extract(year from (scope).first_day)::smallint
      and visitor between (array[-9223372036854775808, -4611686018427387904, 0, 4611686018427387904])[quarter]
        and (array[-4611686018427387905, -1, 4611686018427387903, 9223372036854775807])[quarter]
    order by visitor
  )
  union all
  (
    select * from analytics.rolled_stays(scope) as stays
    where extract(year from (scope).until_day - 1) > extract(year from (scope).first_day)
      and extract(year from day)::smallint = extract(year from (scope).until_day - 1)::smallint
      and visitor between (array[-9223372036854775808, -4611686018427387904, 0, 4611686018427387904])[quarter]
        and (array[-4611686018427387905, -1, 4611686018427387903, 9223372036854775807])[quarter]
    order by visitor
  );
end;

comment on function analytics.stays_by_visitor(analytics.scope, integer) is
  'The rolled stays of one quarter, 1 to 4, of all visitors, ready to be read visitor by visitor; of a range of at most 366 days. What is counted of quarters adds up, distinct visitors too, and processes share them.';
