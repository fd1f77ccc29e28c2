create function analytics.reopen(assistant_key integer, changed datemultirange)
  returns void
  volatile
  set search_path = ''
  language plpgsql
as $$
begin
  -- With this lock and that of roll_up, nothing is rolled from before a change and kept after it.
  perform pg_advisory_xact_lock_shared(hashtext('analytics.periods'), reopen.assistant_key);
  changed := changed * datemultirange(daterange(analytics.kept_from(reopen.assistant_key), null));
  if isempty(changed) then
    return;
  end if;
  perform from analytics.periods
  where periods.assistant_key = reopen.assistant_key and rolled
    and daterange(first_day, first_day + days) && changed
    and days in (1, 4, 16, 64, 256) and first_day > lower(changed) - 256 and first_day < upper(changed)
  order by days, first_day
  for update;
  if not found then
    return;
  end if;
  update analytics.periods set rolled = false
  where periods.assistant_key = reopen.assistant_key and rolled
    and daterange(first_day, first_day + days) && changed
    and days in (1, 4, 16, 64, 256) and first_day > lower(changed) - 256 and first_day < upper(changed);
end
$$;

comment on function analytics.reopen(integer, datemultirange) is
  'Days whose answers change: until they are rolled up anew, reports take them from what was recorded. Those whose rows are deleted stay as they are.';
