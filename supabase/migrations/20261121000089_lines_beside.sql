create function analytics.lines_beside(scope analytics.scope, arranged analytics.arrangement)
  returns date[]
  stable
  parallel safe
  set search_path = ''
  language plpgsql
as $$
declare
  beside constant datemultirange := datemultirange(daterange(scope.first_day, scope.until_day)) - (
    select coalesce(range_agg(line.days), '{}') from analytics.lineups_within(scope, arranged) as line
  );
begin
  return (
    select case when scope.opened = '{}' and beside <@ range_agg(days) then array_agg(first_day) filter (where days && beside) end
    from analytics.lineups
    where lineups.assistant_key = scope.assistant_key and lineups.arranged = lines_beside.arranged
      and lineups.first_day > lower(beside) - 16 and lineups.first_day < upper(beside)
  );
end
$$;

comment on function analytics.lines_beside(analytics.scope, analytics.arrangement) is
  'Where a scope is only of parts of days beside the whole ones within lines: in which lines the entries of these days are. Who is in one line only and came in these parts is in one of these. Null where days are in none.';
