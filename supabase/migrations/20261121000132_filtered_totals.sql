create function analytics.filtered_totals(scope analytics.scope)
  returns analytics.overview
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
declare
  line constant analytics.arrangement := analytics.line_of(scope);
  lines constant analytics.chosen_line[] := array(select there from analytics.chosen(scope, line) as there);
  totals analytics.overview := analytics.line_starts(scope, lines);
  piece analytics.scope;
  whole analytics.scope;
  rest analytics.overview;
  met bigint[];
  others bigint[] := '{}';
begin
  totals.pageviews := analytics.line_views(scope, lines);
  foreach piece in array analytics.beside_lineups(scope, line) loop
    whole := analytics.whole_days(piece);
    -- Open days are put together once, for all that is asked of them.
    with there as materialized (
      select visitor, seconds, bounced, engaged, seconds is not null
          and (scope.page is null or scope.page = any (pages) or scope.page = any (later_pages)) as is_start,
        case when scope.page is null then views else cardinality(array_positions(pages, scope.page)) end as pageviews
      from analytics.stays_there(whole)
    ),
    started as (
      select seconds, bounced, engaged from there where is_start
      union all
      select seconds, bounced, engaged from analytics.starts_there(analytics.cut_days(piece, true))
      union all
      select seconds, bounced, engaged from analytics.starts_there(analytics.cut_days(piece, false))
    ),
    viewed as (
      select visitor, there.pageviews from there where there.pageviews > 0
      union all
      select visitor, 1 from analytics.timed_views_there(analytics.cut_days(piece, true))
      union all
      select visitor, 1 from analytics.timed_views_there(analytics.cut_days(piece, false))
    ),
    counted as (
      select count(*) as sessions, count(*) filter (where bounced) as bounces, coalesce(sum(seconds), 0) as seconds,
        count(*) filter (where engaged) as engaged
      from started
    )
    select (select coalesce(sum(viewed.pageviews), 0) from viewed), counted.sessions, counted.bounces, counted.seconds,
      counted.engaged, array(select distinct visitor from viewed)
    into rest.pageviews, rest.sessions, rest.bounces, rest.seconds, rest.engaged, met
    from counted;
    totals.pageviews := totals.pageviews + rest.pageviews;
    totals.sessions := totals.sessions + rest.sessions;
    totals.bounces := totals.bounces + rest.bounces;
    totals.seconds := totals.seconds + rest.seconds;
    totals.engaged := totals.engaged + rest.engaged;
    others := others || met;
  end loop;
  totals.visitors := analytics.line_visitors(scope, lines, others);
  return totals;
end
$$;

comment on function analytics.filtered_totals(analytics.scope) is
  'What a scope comes to in all, from what its sessions did.';
