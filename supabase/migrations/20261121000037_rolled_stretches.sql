create function analytics.rolled_stretches(
  assistant_key integer, breakdown analytics.breakdown, wanted integer[], periods analytics.stretch[]
)
  returns setof analytics.stretch
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return query
    select rollups.first_day, rollups.days, sum(rollups.sessions)::bigint, bit_or(rollups.hours)
    from unnest(periods) as period
    cross join lateral (
      select * from analytics.session_rollups
      where session_rollups.assistant_key = rolled_stretches.assistant_key
        and session_rollups.breakdown = rolled_stretches.breakdown
        and session_rollups.days = period.days and session_rollups.first_day = period.first_day
      -- Each is looked up: all together are few of those that are there.
      offset 0
    ) as rollups
    where wanted is null or rollups.segment_key in (select unnest(wanted))
    group by rollups.first_day, rollups.days;
end
$$;

comment on function analytics.rolled_stretches(integer, analytics.breakdown, integer[], analytics.stretch[]) is
  'How many sessions of the wanted segments started in each of the rolled periods, those without any left out.';
