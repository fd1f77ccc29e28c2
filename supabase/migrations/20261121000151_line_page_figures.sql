create function analytics.line_page_figures(
  scope analytics.scope, lines analytics.chosen_line[], pages integer[]
)
  returns table (page_key integer, timed_views bigint, seconds bigint, opens bigint)
  stable
  parallel safe
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set enable_sort = off
  set jit = off
  set max_parallel_workers_per_gather = 0
  set work_mem = '64MB'
  language plpgsql
as $$
begin
  return query
    with digit as materialized (
      select there.first_day, figure.mark, figure.number, there.bits & figure.bits as bits
      from unnest(lines) as there
      join analytics.bitmaps as figure
        on figure.assistant_key = scope.assistant_key and figure.arranged = 'page'
        and figure.first_day = there.first_day and figure.mark in ('timed_views', 'page_seconds', 'opens')
    )
    select key::integer, coalesce(sum(counted << number) filter (where mark = 'timed_views'), 0)::bigint,
      coalesce(sum(counted << number) filter (where mark = 'page_seconds'), 0)::bigint,
      coalesce(sum(counted << number) filter (where mark = 'opens'), 0)::bigint
    from digit
    join analytics.lineup_keys
      on lineup_keys.assistant_key = scope.assistant_key and lineup_keys.arranged = 'page'
      and lineup_keys.first_day = digit.first_day and key = any (pages::text[])
    cross join lateral (select bit_count(substring(digit.bits from place + 1 for entries))::integer as counted offset 0) as count
    group by key;
end
$$;

comment on function analytics.line_page_figures(analytics.scope, analytics.chosen_line[], integer[]) is
  'Of each of some pages, in the entries that are chosen of lines: its page views of known time, how many seconds these were in all, and how often the widget was opened on it.';
