create function analytics.next_due(assistant_key integer, due date)
  returns table (days smallint, first_day date, is_of_log boolean, arranged analytics.arrangement)
  stable
  rows 1
  set search_path = ''
  language plpgsql
as $$
begin
  return query
    (
      select periods.days, periods.first_day, false, null::analytics.arrangement from analytics.periods
      where periods.assistant_key = next_due.assistant_key and not rolled and periods.first_day + periods.days <= due
      order by periods.days, periods.first_day limit 1
    )
    union all
    (
      select 1::smallint, log_days.day, true, null from analytics.log_days
      where log_days.assistant_key = next_due.assistant_key and not rolled and log_days.day < due
      order by log_days.day limit 1
    )
    union all
    -- Lines take longest, and nothing waits for them.
    (
      select 16::smallint, line.first_day, false, line.arranged from analytics.lines_due(due) as line
      where line.assistant_key = next_due.assistant_key
      order by line.first_day, line.arranged limit 1
    )
    order by 4 nulls first, 1, 2, 3 limit 1;
end
$$;

comment on function analytics.next_due(integer, date) is
  'Of what ended before a day and is not rolled up: the shortest period, of those the first; of the page views or of the log. Then a line that is due.';
