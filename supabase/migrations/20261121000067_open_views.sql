create function analytics.open_views(scope analytics.scope)
  returns table (
    visitor bigint, page_key integer, viewed_at timestamptz, seconds integer, country text, origin_key integer
  )
  stable
  parallel safe
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
#variable_conflict use_column
begin
  if cardinality(scope.opened) = 0 then
    return;
  end if;
  return query
    with started as materialized (
      select session.*
      from unnest(scope.opened) as day
      join analytics.sessions as session
        on session.assistant_key = scope.assistant_key
        and date_bin(interval '1 hour', started_at, timestamptz 'epoch') >= day::timestamp at time zone 'UTC'
        and date_bin(interval '1 hour', started_at, timestamptz 'epoch') < (day + 1)::timestamp at time zone 'UTC'
    ),
    viewed as materialized (
      select there.visitor, there.page_key, there.viewed_at, there.seconds_on_page as seconds, started.started_at,
        started.client_key, started.origin_key, started.country, started.engaged, started.entry_page_key
      from analytics.page_views as there
      left join started on started.visitor = there.visitor and there.viewed_at between started.started_at and started.ended_at
      where there.assistant_key = scope.assistant_key and there.viewed_on = any (scope.opened)
    )
    select viewed.visitor, viewed.page_key, viewed.viewed_at, viewed.seconds, viewed.country, viewed.origin_key
    from viewed
    where started_at is not null and analytics.is_among(scope, client_key, origin_key, country, engaged, entry_page_key)
      and (scope.page is null or viewed.page_key = scope.page)
    union all
    -- Of sessions that go on from the day before.
    select viewed.visitor, viewed.page_key, viewed.viewed_at, viewed.seconds, session.country, session.origin_key
    from viewed
    cross join lateral (
      select * from analytics.sessions
      where sessions.assistant_key = scope.assistant_key and sessions.visitor = viewed.visitor
        and sessions.started_at <= viewed.viewed_at
      order by sessions.started_at desc
      limit 1
    ) as session
    where viewed.started_at is null
      and analytics.is_among(
        scope, session.client_key, session.origin_key, session.country, session.engaged, session.entry_page_key
      )
      and (scope.page is null or viewed.page_key = scope.page);
end
$$;

comment on function analytics.open_views(analytics.scope) is
  'The page views of the sessions of a scope, and of its page where it is about one, on those of its UTC days that are not rolled up.';
