create function analytics.rolled_stretches(
  assistant_key integer, breakdown analytics.breakdown, wanted integer[], periods analytics.stretch[]
)
  returns setof analytics.stretch
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  -- Segments are looked up where some are wanted, and read through where all are: in both cases
  -- period by period, for all periods there are would be many more.
  if wanted is null then
    return query
      select period.first_day, period.days, counted.sessions, counted.hours
      from unnest(periods) as period
      cross join lateral (
        select sum(session_rollups.sessions)::bigint as sessions, bit_or(session_rollups.hours) as hours
        from analytics.session_rollups
        where session_rollups.assistant_key = rolled_stretches.assistant_key
          and session_rollups.breakdown = rolled_stretches.breakdown
          and session_rollups.days = period.days and session_rollups.first_day = period.first_day
      ) as counted
      where counted.sessions > 0;
  else
    return query
      select period.first_day, period.days, counted.sessions, counted.hours
      from unnest(periods) as period
      cross join lateral (
        select sum(session_rollups.sessions)::bigint as sessions, bit_or(session_rollups.hours) as hours
        from analytics.session_rollups
        where session_rollups.assistant_key = rolled_stretches.assistant_key
          and session_rollups.breakdown = rolled_stretches.breakdown
          and session_rollups.days = period.days and session_rollups.first_day = period.first_day
          and session_rollups.segment_key = any (wanted)
      ) as counted
      where counted.sessions > 0;
  end if;
end
$$;

comment on function analytics.rolled_stretches(integer, analytics.breakdown, integer[], analytics.stretch[]) is
  'How many sessions of the wanted segments started in each of the rolled periods, those without any left out.';
