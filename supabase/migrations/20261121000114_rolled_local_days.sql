create function analytics.rolled_local_days(scope analytics.scope, days analytics.local_day[])
  returns table (bucket timestamptz, pageviews bigint, visitors bigint)
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return query
    select counted.*
    from (
      select local.bucket,
        coalesce(today.views_to[49] - today.views_to[boundary], 0)::bigint
          + coalesce(tomorrow.views_to[boundary], 0) as pageviews,
        coalesce(today.visitors_from[boundary], 0)::bigint + coalesce(tomorrow.visitors_to[boundary], 0)
          - coalesce(tomorrow.visitors_across[boundary], 0) as visitors
      from unnest(days) as local
      cross join lateral (select 1 + local.milliseconds / 1800000 as boundary) as half_hour
      left join analytics.periods as today
        on today.assistant_key = scope.assistant_key and today.days = 1 and today.first_day = local.day
      left join analytics.periods as tomorrow
        on tomorrow.assistant_key = scope.assistant_key and tomorrow.days = 1 and tomorrow.first_day = local.day + 1
    ) as counted
    where counted.pageviews > 0;
end
$$;

comment on function analytics.rolled_local_days(analytics.scope, analytics.local_day[]) is
  'Page views and distinct visitors of plain days that begin at a half hour of UTC, of all sessions.';
