create function analytics.visitor_quarter(visitor bigint)
  returns smallint
  immutable
  parallel safe
  language sql
return ((visitor >> 62) + 3)::smallint;

comment on function analytics.visitor_quarter(bigint) is 'Which quarter of all visitors, 1 to 4, one belongs to.';
