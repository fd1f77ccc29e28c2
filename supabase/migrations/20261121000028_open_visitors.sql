create function analytics.open_visitors(assistant_key integer, first date, days date[], pages integer[])
  returns table (page_key integer, visitors bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_column
declare
  of_site constant boolean := pages = '{0}';
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
  end if;
  if alone then
    return query
      select case when of_site then 0 else page_views.page_key end as page, count(distinct page_views.visitor)
      from analytics.page_views
      where page_views.assistant_key = open_visitors.assistant_key and viewed_on = any (days)
        and (of_site or page_views.page_key = any (pages))
      group by page;
    return;
  end if;

  return query
    with met as materialized (
      select case when of_site then 0 else page_views.page_key end as page, page_views.visitor,
        min(viewed_on) as first_day
      from analytics.page_views
      where page_views.assistant_key = open_visitors.assistant_key and viewed_on = any (days)
        and (of_site or page_views.page_key = any (pages))
      group by page, page_views.visitor
    ),
    seen as materialized (
      select case when of_site then 0 else views.page_key end as page, views.visitor,
        min(views.viewed_on) as first_day
      from analytics.views_of(
        open_visitors.assistant_key, array(select distinct visitor from met), first, last_day
      ) as views
      where of_site or views.page_key = any (pages)
      group by page, views.visitor
    )
    select met.page, count(*)
    from met left join seen using (page, visitor)
    where seen.first_day is null or seen.first_day >= met.first_day
    group by met.page;
end
$$;

comment on function analytics.open_visitors(integer, date, date[], integer[]) is
  'Of each page, or of the site as page 0: the distinct visitors whom a range that begins with first meets first on one of these open days of it.';
