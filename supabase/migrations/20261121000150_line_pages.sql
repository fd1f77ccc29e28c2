create function analytics.line_pages(scope analytics.scope, lines analytics.chosen_line[])
  returns table (page_key integer, pageviews bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set enable_sort = off
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
begin
  return query
    with digit as materialized (
      select there.first_day, views.number, there.bits & views.bits as bits
      from unnest(lines) as there
      join analytics.bitmaps as views
        on views.assistant_key = scope.assistant_key and views.arranged = 'page'
        and views.first_day = there.first_day and views.mark = 'views'
    )
    select key::integer, sum(counted << digit.number)
    from digit
    join analytics.lineup_keys
      on lineup_keys.assistant_key = scope.assistant_key and lineup_keys.arranged = 'page'
      and lineup_keys.first_day = digit.first_day
    cross join lateral (
      select bit_count(substring(digit.bits from place + 1 for entries))::integer as counted offset 0
    ) as count
    group by key;
end
$$;

comment on function analytics.line_pages(analytics.scope, analytics.chosen_line[]) is
  'How often each page was viewed in the entries that are chosen of lines.';
