create function analytics.filtered_hours(scope analytics.scope)
  returns table (bucket timestamptz, pageviews bigint, visitors bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set enable_sort = off
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
declare
  beside analytics.scope;
begin
  return query
    with there as materialized (
      select chosen, (analytics.first_entries(scope, 'hour', chosen)).bits as visitors
      from analytics.chosen(scope, 'hour')
    ),
    part as materialized (
      select first_day, views.number, (chosen).bits & views.bits as bits
      from there
      join analytics.bitmaps as views
        on views.assistant_key = scope.assistant_key and views.arranged = 'hour'
        and views.first_day = (chosen).first_day and views.mark = 'views'
      union all
      select (chosen).first_day, null, there.visitors from there
    )
    select key::timestamp at time zone 'UTC', sum(counted << part.number)::bigint,
      sum(counted) filter (where part.number is null)::bigint
    from part
    join analytics.lineup_keys
      on lineup_keys.assistant_key = scope.assistant_key and lineup_keys.arranged = 'hour'
      and lineup_keys.first_day = part.first_day
    cross join lateral (
      select bit_count(substring(part.bits from place + 1 for entries))::integer as counted offset 0
    ) as count
    where counted > 0
    group by key;
  foreach beside in array analytics.beside_lineups(scope, 'hour') loop
    return query
      select viewed.hour, sum(viewed.pageviews)::bigint, count(*)
      from (
        select date_trunc('hour', viewed_at, 'UTC') as hour, visitor, count(*) as pageviews
        from analytics.timed_views_there(beside)
        group by 1, visitor
      ) as viewed
      group by viewed.hour;
  end loop;
end
$$;

comment on function analytics.filtered_hours(analytics.scope) is
  'Page views and distinct visitors of each UTC hour of a scope that is about no page, by its first instant, from what its sessions did.';
