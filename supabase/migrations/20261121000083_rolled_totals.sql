create function analytics.rolled_totals(scope analytics.scope)
  returns setof analytics.overview
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
begin
  return query
    with quarter as (
      select sum(views) as pageviews, count(distinct visitor) filter (where views > 0) as visitors,
        count(seconds) as sessions, count(*) filter (where bounced) as bounces, sum(seconds) as seconds,
        count(*) filter (where engaged and seconds is not null) as engaged
      from analytics.stays_by_visitor(scope, 1)
      union all
      select sum(views), count(distinct visitor) filter (where views > 0), count(seconds),
        count(*) filter (where bounced), sum(seconds), count(*) filter (where engaged and seconds is not null)
      from analytics.stays_by_visitor(scope, 2)
      union all
      select sum(views), count(distinct visitor) filter (where views > 0), count(seconds),
        count(*) filter (where bounced), sum(seconds), count(*) filter (where engaged and seconds is not null)
      from analytics.stays_by_visitor(scope, 3)
      union all
      select sum(views), count(distinct visitor) filter (where views > 0), count(seconds),
        count(*) filter (where bounced), sum(seconds), count(*) filter (where engaged and seconds is not null)
      from analytics.stays_by_visitor(scope, 4)
    )
    select coalesce(sum(quarter.pageviews), 0)::bigint, sum(quarter.visitors)::bigint, sum(quarter.sessions)::bigint,
      sum(quarter.bounces)::bigint, coalesce(sum(quarter.seconds), 0)::bigint, sum(quarter.engaged)::bigint
    from quarter;
end
$$;

comment on function analytics.rolled_totals(analytics.scope) is
  'What the rolled days of a scope come to: all of what its sessions did there, on whatever page, and all that started there.';
