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
  whole constant analytics.scope := analytics.whole_days(scope);
  before constant analytics.scope := analytics.cut_days(scope, true);
  after constant analytics.scope := analytics.cut_days(scope, false);
  totals analytics.overview;
  rest analytics.overview;
  seen bigint[];
begin
  select * into totals from analytics.rolled_totals(whole);
  with opened as materialized (
    select visitor, seconds, bounced, engaged, views from analytics.open_stays(whole)
  ),
  started as (
    select seconds, bounced, engaged from opened where seconds is not null
    union all
    select seconds, bounced, engaged from analytics.starts_there(before)
    union all
    select seconds, bounced, engaged from analytics.starts_there(after)
  ),
  viewed as (
    select visitor, views from opened where views > 0
    union all
    select visitor, 1 from analytics.timed_views_there(before)
    union all
    select visitor, 1 from analytics.timed_views_there(after)
  ),
  counted as (
    select count(*) as sessions, count(*) filter (where bounced) as bounces, coalesce(sum(seconds), 0) as seconds,
      count(*) filter (where engaged) as engaged
    from started
  )
  select (select coalesce(sum(views), 0) from viewed), counted.sessions, counted.bounces, counted.seconds,
    counted.engaged, array(select distinct visitor from viewed)
  into rest.pageviews, rest.sessions, rest.bounces, rest.seconds, rest.engaged, seen
  from counted;
  return (
    totals.pageviews + rest.pageviews, totals.visitors + analytics.new_visitors(whole, seen),
    totals.sessions + rest.sessions, totals.bounces + rest.bounces, totals.seconds + rest.seconds,
    totals.engaged + rest.engaged
  );
end
$$;

comment on function analytics.filtered_totals(analytics.scope) is
  'What a scope comes to in all, where it is about all pages of some sessions: the sums of its rolled days, and of the rest of its range the visitors who were on none of them.';
