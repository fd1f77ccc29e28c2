create function analytics.rolled_periods(assistant_key integer, first date, until date)
  returns table (days smallint, first_day date)
  stable
  rows 12
  set search_path = ''
  language plpgsql
as $$
begin
  return query
    -- Near the ends of the range, where a period of the next length would reach beyond it,
    select length, part.first_day
    from unnest(array[1, 4, 16, 64, 256]::smallint[]) as length
    cross join lateral (
      select case length when 256 then until - first else 4 * length end as reach
    ) as next
    cross join lateral (
      values (first, least(first + reach - 1, until - length)), (greatest(first + reach, until - reach + 1), until - length)
    ) as side (earliest, latest)
    cross join lateral (
      select periods.first_day from analytics.periods
      where periods.assistant_key = rolled_periods.assistant_key and periods.days = length and rolled
        and periods.first_day between earliest and latest
      -- Each side is looked up: all periods are many more.
      offset 0
    ) as part
    where length = 256
      or part.first_day - (part.first_day - date '0001-01-01') % (4 * length) < first
      or part.first_day - (part.first_day - date '0001-01-01') % (4 * length) + 4 * length > until
    union all
    -- and within it, where that one is not rolled up.
    select part.days, part.first_day
    from analytics.periods as whole
    join analytics.periods as part
      on part.assistant_key = whole.assistant_key and part.days = whole.days / 4 and part.rolled
      and part.first_day >= whole.first_day and part.first_day < whole.first_day + whole.days
    where whole.assistant_key = rolled_periods.assistant_key and not whole.rolled and whole.days > 1
      and whole.first_day >= first and whole.first_day + whole.days <= until;
end
$$;

comment on function analytics.rolled_periods(integer, date, date) is
  'The fewest rolled periods that hold all rolled days from first up to, but not, until: at most six of each length where all is rolled.';
