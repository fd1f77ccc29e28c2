create function analytics.open_days(assistant_key integer, first date, until date)
  returns date[]
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return array(
    select first_day from analytics.periods
    where periods.assistant_key = open_days.assistant_key and not rolled and days = 1
      and first_day >= first and first_day < until
    order by first_day
  );
end
$$;

comment on function analytics.open_days(integer, date, date) is
  'The days from first up to, but not, until that have data and are not rolled up.';
