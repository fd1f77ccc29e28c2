create function analytics.session_counts(
  assistant_key integer, first date, until date, breakdown analytics.breakdown
)
  returns table (
    source text, medium text, country text, device_type text, browser text, os text, sessions bigint
  )
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return query
    with by_segment as (
      select rollups.segment_key, sum(rollups.sessions)::bigint as sessions
      from analytics.rolled_periods(session_counts.assistant_key, first, until) as period
      join analytics.session_rollups as rollups
        on rollups.assistant_key = session_counts.assistant_key and rollups.breakdown = session_counts.breakdown
        and rollups.days = period.days and rollups.first_day = period.first_day
      group by rollups.segment_key
    )
    select segments.source, segments.medium, segments.country,
      segments.device_type, segments.browser, segments.os, by_segment.sessions
    from by_segment
    join analytics.segments
      on segments.assistant_key = session_counts.assistant_key and segments.segment_key = by_segment.segment_key
    union all
    select * from analytics.open_sessions(
      session_counts.assistant_key, analytics.open_days(session_counts.assistant_key, first, until), breakdown
    );
end
$$;

comment on function analytics.session_counts(integer, date, date, analytics.breakdown) is
  'Sessions that started on the days from first up to, but not, until, by the attributes of a breakdown; a combination may come more than once.';
