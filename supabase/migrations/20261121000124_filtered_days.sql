create function analytics.filtered_days(scope analytics.scope)
  returns table (bucket timestamptz, pageviews bigint, visitors bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
declare
  line constant analytics.arrangement := analytics.line_of(scope);
  beside analytics.scope;
begin
  return query
    with there as materialized (
      select there, (analytics.first_entries(scope, line, there, true)).bits as visitors
      from analytics.chosen(scope, line) as there
    ),
    digit as materialized (
      select (there).first_day, number, (there).bits & views.bits as bits
      from there
      join analytics.bitmaps as views
        on views.assistant_key = scope.assistant_key and views.arranged = line
        and views.first_day = (there).first_day and views.mark = 'views'
    ),
    on_day as materialized (
      select * from analytics.days_of_lines(scope, line)
    ),
    viewed as (
      select on_day.day, sum(bit_count(digit.bits & on_day.bits)::integer << digit.number) as pageviews
      from on_day join digit using (first_day) group by on_day.day
    ),
    visited as (
      select on_day.day, bit_count(there.visitors & on_day.bits) as visitors
      from on_day join there on (there.there).first_day = on_day.first_day
    )
    select day::timestamp at time zone 'UTC', viewed.pageviews, visited.visitors
    from viewed join visited using (day)
    where viewed.pageviews > 0;
  foreach beside in array analytics.beside_lineups(scope, line) loop
    return query
      select there.day::timestamp at time zone 'UTC', sum(there.views)::bigint, count(distinct visitor)
      from (
        select stays.day, stays.visitor,
          case when scope.page is null then stays.views else cardinality(array_positions(pages, scope.page)) end as views
        from analytics.rolled_stays(beside) as stays
        where stays.views > 0 and (scope.page is null or scope.page = any (pages))
        union all
        select (viewed_at at time zone 'UTC')::date, visitor, 1 from analytics.open_views(beside)
      ) as there
      group by there.day;
  end loop;
end
$$;

comment on function analytics.filtered_days(analytics.scope) is
  'Page views and distinct visitors of each UTC day of a scope that has any, by its first instant, from what its sessions did.';
