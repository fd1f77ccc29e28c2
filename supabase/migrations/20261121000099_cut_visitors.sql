create function analytics.cut_visitors(scope analytics.scope, pages integer[])
  returns table (page_key integer, visitors bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set enable_mergejoin = off
  set enable_nestloop = off
  set jit = off
  language plpgsql
as $$
declare
  whole constant analytics.scope := analytics.whole_days(scope);
  before constant analytics.scope := analytics.cut_days(scope, true);
  after constant analytics.scope := analytics.cut_days(scope, false);
begin
  if before.first_day >= before.until_day and after.first_day >= after.until_day then
    return;
  end if;
  -- What is lateral is looked up, all else is hashed: nobody can tell beforehand how many rows there will be.
  return query
    with met as materialized (
      select views.page_key, visitor from analytics.timed_views_there(before) as views
      where views.page_key in (select unnest(cut_visitors.pages))
      union
      select views.page_key, visitor from analytics.timed_views_there(after) as views
      where views.page_key in (select unnest(cut_visitors.pages))
    ),
    elsewhere as (
      select views.page_key, views.visitor from analytics.open_views(whole) as views
      union all
      select unnest(stay.pages), visitors.visitor
      from (select distinct visitor from met) as visitors
      cross join lateral (
        select stays.pages from analytics.rolled_stays(whole) as stays
        where stays.visitor = visitors.visitor and views > 0
          and extract(year from day)::smallint = any (array[
            extract(year from whole.first_day)::smallint, extract(year from whole.until_day - 1)::smallint
          ])
        -- Each visitor's are looked up: those of all are many more.
        offset 0
      ) as stay
    ),
    -- What was elsewhere passes by, and is not kept.
    known as (
      select distinct met.page_key, met.visitor from met join elsewhere using (page_key, visitor)
    )
    select met.page_key, count(*) filter (where known.visitor is null)
    from met left join known using (page_key, visitor)
    group by met.page_key;
end
$$;

comment on function analytics.cut_visitors(analytics.scope, integer[]) is
  'Of each of some pages: the distinct visitors whom a range on another clock than UTC meets there only in the parts of days that it begins and ends with.';
