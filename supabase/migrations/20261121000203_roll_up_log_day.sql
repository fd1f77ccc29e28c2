create function analytics.roll_up_log_day(assistant_key integer, day date)
  returns void
  volatile
  set search_path = ''
  language plpgsql
as $$
begin
  perform analytics.roll_up_counts(roll_up_log_day.assistant_key, roll_up_log_day.day);
  perform analytics.roll_up_presences(roll_up_log_day.assistant_key, roll_up_log_day.day);
  update analytics.log_days set
    rolled = true, known_from = analytics.known_from(roll_up_log_day.assistant_key, roll_up_log_day.day, 3660)
  where log_days.assistant_key = roll_up_log_day.assistant_key and log_days.day = roll_up_log_day.day;
end
$$;

comment on function analytics.roll_up_log_day(integer, date) is
  'Rolls up one day of the log. The caller holds the lock of the assistant''s periods.';
