create function analytics.forget_lineup(assistant_key integer, arranged analytics.arrangement, first date)
  returns void
  volatile
  set search_path = ''
  language sql
as $$
  -- Not while lines are made: that writes to others of them, too.
  select pg_advisory_xact_lock_shared(hashtext('analytics.periods'), forget_lineup.assistant_key);
  delete from analytics.bitmaps
  where bitmaps.assistant_key = forget_lineup.assistant_key and bitmaps.arranged = forget_lineup.arranged
    and bitmaps.first_day = first;
  delete from analytics.lineup_visitors
  where lineup_visitors.assistant_key = forget_lineup.assistant_key and lineup_visitors.arranged = forget_lineup.arranged
    and lineup_visitors.first_day = first;
  delete from analytics.lineup_keys
  where lineup_keys.assistant_key = forget_lineup.assistant_key and lineup_keys.arranged = forget_lineup.arranged
    and lineup_keys.first_day = first;
  delete from analytics.lineups
  where lineups.assistant_key = forget_lineup.assistant_key and lineups.arranged = forget_lineup.arranged
    and lineups.first_day = first;
$$;

comment on function analytics.forget_lineup(integer, analytics.arrangement, date) is
  'Deletes the line of days from first, if there is one.';
