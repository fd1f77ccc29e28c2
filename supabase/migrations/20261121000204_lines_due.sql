create function analytics.lines_due(due date)
  returns table (assistant_key integer, first_day date, arranged analytics.arrangement)
  stable
  language sql
begin atomic
  select unlined.assistant_key, unlined.first_day, line.arranged
  from (
    select assistant_key, first_day - (first_day - date '0001-01-01') % 16 as first_day,
      range_agg(daterange(first_day, first_day + 1)) as days
    from analytics.periods
    where days = 1 and rolled and not lined
    group by 1, 2
  ) as unlined
  cross join unnest(enum_range(null::analytics.arrangement)) as line (arranged)
  where not exists (
    select from analytics.lineups
    where lineups.assistant_key = unlined.assistant_key and lineups.arranged = line.arranged
      and lineups.first_day = unlined.first_day and (made_on >= due or unlined.days <@ lineups.days)
  );
end;

comment on function analytics.lines_due(date) is
  'The lines that rolled days are missing from, but for those that were made on that day.';
