create function analytics.filtered_sessions(scope analytics.scope, row_limit integer, row_offset integer)
  returns analytics.session_list
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
declare
  list analytics.session_list;
  first_day date;
  last_day date;
  skipped bigint;
begin
  -- How many started on each day tells on which days the page lies, however far down the list it is.
  with placed as (
    select day, sessions, sum(sessions) over (order by day desc) - sessions as before
    from analytics.start_days(scope) where sessions > 0
  )
  select coalesce(sum(sessions), 0),
    min(day) filter (where before < row_offset + row_limit and before + sessions > row_offset),
    max(day) filter (where before < row_offset + row_limit and before + sessions > row_offset),
    min(before) filter (where before < row_offset + row_limit and before + sessions > row_offset)
  into list.total, first_day, last_day, skipped
  from placed;

  list.listed := array(
    select sessions from analytics.sessions
    where sessions.assistant_key = scope.assistant_key and first_day is not null
      and date_bin(interval '1 hour', started_at, timestamptz 'epoch') >= first_day::timestamp at time zone 'UTC'
      and date_bin(interval '1 hour', started_at, timestamptz 'epoch') < (last_day + 1)::timestamp at time zone 'UTC'
      and started_at >= scope.starts and started_at < scope.ends
      and analytics.is_among(scope, client_key, origin_key, country, engaged, entry_page_key)
      and (scope.page is null or exists (
        select from analytics.page_views
        where page_views.assistant_key = scope.assistant_key and page_views.visitor = sessions.visitor
          and viewed_on = any (analytics.days_of(analytics.days_between(started_at, ended_at)))
          and viewed_at between started_at and ended_at and page_key = scope.page
      ))
    order by started_at desc, visitor desc limit row_limit offset row_offset - skipped
  );
  return list;
end
$$;

comment on function analytics.filtered_sessions(analytics.scope, integer, integer) is
  'How many sessions of a scope there are, and one page of their list, newest first.';
