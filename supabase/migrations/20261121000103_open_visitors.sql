create function analytics.open_visitors(assistant_key integer, first date, days date[], pages integer[])
  returns table (page_key integer, visitors integer)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_column
declare
  last_day constant date := days[cardinality(days)];
  -- Where no day before or between them is rolled, each visitor of the open days is met there first.
  alone constant boolean := not exists (
    select from analytics.periods
    where periods.assistant_key = open_visitors.assistant_key and periods.days = 1 and rolled
      and first_day >= first and first_day < last_day
  );
begin
  if cardinality(days) = 0 then
    return;
  elsif alone then
    return query
      select case when pages = '{0}' then 0 else page_views.page_key end as page, count(distinct visitor)::integer
      from analytics.page_views
      where page_views.assistant_key = open_visitors.assistant_key and viewed_on = any (days)
        and (pages = '{0}' or page_views.page_key = any (pages))
      group by page;
  elsif pages = '{0}' then
    return query select 0, analytics.open_site_visitors(open_visitors.assistant_key, first, days);
  else
    return query select * from analytics.open_page_visitors(open_visitors.assistant_key, first, days, pages);
  end if;
end
$$;

comment on function analytics.open_visitors(integer, date, date[], integer[]) is
  'Of each page, or of the site as page 0: the distinct visitors whom a range that begins with first meets first on one of these open days of it.';
