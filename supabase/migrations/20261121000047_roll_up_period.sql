create function analytics.roll_up_period(assistant_key integer, length smallint, first date)
  returns void
  volatile
  set search_path = ''
  language plpgsql
as $$
declare
  larger constant smallint := length * 4;
  happened analytics.periods;
  half_hours analytics.half_hours;
begin
  if length = 1 then
    perform analytics.roll_up_pages(roll_up_period.assistant_key, first);
    perform analytics.roll_up_sessions(roll_up_period.assistant_key, first);
    perform analytics.roll_up_stays(roll_up_period.assistant_key, first);
    update analytics.lineups set days = lineups.days - datemultirange(daterange(first, first + 1))
    where lineups.assistant_key = roll_up_period.assistant_key
      and lineups.first_day = first - (first - date '0001-01-01') % 16 and first <@ lineups.days;
    select count(seconds), count(*) filter (where bounced),
      count(*) filter (where seconds is not null and engaged), coalesce(sum(seconds), 0)
    into happened.sessions, happened.bounces, happened.engaged, happened.session_seconds
    from analytics.stays where stays.assistant_key = roll_up_period.assistant_key and day = first;
    half_hours := analytics.half_hours_of(roll_up_period.assistant_key, first);
    select count(*) into happened.widget_events from analytics.widget_events
    where widget_events.assistant_key = roll_up_period.assistant_key
      and occurred_at >= first::timestamp at time zone 'UTC'
      and occurred_at < (first + 1)::timestamp at time zone 'UTC';
  else
    perform analytics.merge_pages(roll_up_period.assistant_key, length, first);
    delete from analytics.session_rollups
    where session_rollups.assistant_key = roll_up_period.assistant_key and days = length and first_day = first;
    insert into analytics.session_rollups (
      assistant_key, breakdown, days, first_day, segment_key, sessions, hours
    )
    select roll_up_period.assistant_key, breakdown, length, first, segment_key, sum(sessions), bit_or(hours)
    from analytics.session_rollups
    where session_rollups.assistant_key = roll_up_period.assistant_key and days = length / 4
      and breakdown in ('source', 'country', 'client', 'list')
      and first_day >= first and first_day < first + length
    group by breakdown, segment_key;
    select sum(widget_events), sum(sessions), sum(bounces), sum(engaged), sum(session_seconds)
    into happened.widget_events, happened.sessions, happened.bounces, happened.engaged, happened.session_seconds
    from analytics.periods
    where periods.assistant_key = roll_up_period.assistant_key and days = length / 4
      and first_day >= first and first_day < first + length;
  end if;

  happened.known_from := case length
    when 1 then analytics.known_from(roll_up_period.assistant_key, first, 364)
    else (
      select max(known_from) from analytics.periods
      where periods.assistant_key = roll_up_period.assistant_key and days = length / 4
        and first_day >= first and first_day < first + length
    )
  end;
  update analytics.periods set
    rolled = true, lined = false, known_from = happened.known_from, widget_events = happened.widget_events, sessions = happened.sessions,
    bounces = happened.bounces, engaged = happened.engaged, session_seconds = happened.session_seconds,
    views_to = half_hours.views_to, visitors_to = half_hours.visitors_to,
    visitors_from = half_hours.visitors_from, visitors_across = half_hours.visitors_across
  where periods.assistant_key = roll_up_period.assistant_key and days = length and first_day = first;

  if length < 256 then
    insert into analytics.periods (assistant_key, days, first_day)
    values (roll_up_period.assistant_key, larger, first - (first - date '0001-01-01') % larger)
    on conflict do nothing;
  end if;
end
$$;

comment on function analytics.roll_up_period(integer, smallint, date) is
  'Rolls up one period: a day from what was recorded, a longer one from its four parts. The caller holds the lock of the assistant''s periods.';
