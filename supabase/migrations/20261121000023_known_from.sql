create function analytics.known_from(assistant_key integer, day date, longest integer)
  returns date
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  -- Events may come late for thirty days: so much less than rows are kept is always known of who was there before.
  return (
    select retention.kept_from from analytics.retention
    where retention.assistant_key = known_from.assistant_key
      and retention.kept_from > day - least(longest, retention_days - 30)
  );
end
$$;

comment on function analytics.known_from(integer, date, integer) is
  'Where what is rolled up now of a day knows less of earlier days than it would have when it ended, which is at most the longest: the day from which on it does. Null elsewhere.';
