create function analytics.was_there(scope analytics.scope, visitor bigint)
  returns boolean
  stable
  parallel safe
  language sql
begin atomic
  select exists (
    select from analytics.rolled_stays(scope) as stays
    where stays.visitor = was_there.visitor and views > 0
      and extract(year from day)::smallint = any (array[
        extract(year from (scope).first_day)::smallint, extract(year from (scope).until_day - 1)::smallint
      ])
  );
end;

comment on function analytics.was_there(analytics.scope, bigint) is
  'Whether a visitor viewed a page in a session of a scope on one of its days that are rolled up.';
