create function analytics.lineups_within(scope analytics.scope, arranged analytics.arrangement)
  returns table (first_day date, days datemultirange)
  stable
  parallel safe
  rows 23
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_column
declare
  whole constant analytics.scope := analytics.whole_days(scope);
  wanted constant datemultirange := case
    when whole.first_day < whole.until_day then datemultirange(daterange(whole.first_day, whole.until_day)) - (
      select coalesce(range_agg(daterange(day, day + 1)), '{}') from unnest(whole.opened) as day
    )
    else '{}'
  end;
begin
  return query
    select lineups.first_day, lineups.days * wanted
    from analytics.lineups
    where lineups.assistant_key = scope.assistant_key and lineups.arranged = lineups_within.arranged
      and lineups.first_day > whole.first_day - 16 and lineups.first_day < whole.until_day
      and lineups.days && wanted
    order by lineups.first_day;
end
$$;

comment on function analytics.lineups_within(analytics.scope, analytics.arrangement) is
  'The first days of the lines that tell of whole days of a scope, and of which.';
