create function analytics.filtered_local_days(scope analytics.scope, days analytics.local_day[])
  returns table (bucket timestamptz, pageviews bigint, visitors bigint)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
declare
  in_lines constant datemultirange := (
    select coalesce(range_agg(line.days), '{}') from analytics.lineups_within(scope, 'visitor') as line
  );
  lined analytics.local_day[];
  others analytics.local_day[];
  piece daterange;
begin
  select coalesce(array_agg(local) filter (where is_lined), '{}'), coalesce(array_agg(local) filter (where not is_lined), '{}')
  into lined, others
  from unnest(days) as local
  cross join lateral (
    select milliseconds % 900000 = 0 and daterange(day, day + 1, '[]') <@ in_lines as is_lined
  ) as known;
  if lined <> '{}' then
    return query
      select * from analytics.lined_local_days(
        scope, array(select there from analytics.chosen(scope, 'visitor') as there), lined
      );
  end if;
  for piece in
    select unnest(range_agg(daterange(day, day + 1, '[]'))) from unnest(others) as local
  loop
    return query
      select * from analytics.stay_local_days(
        analytics.narrowed(scope, lower(piece), upper(piece)),
        array(select local from unnest(others) as local where local.day <@ piece)
      );
  end loop;
end
$$;

comment on function analytics.filtered_local_days(analytics.scope, analytics.local_day[]) is
  'Page views and distinct visitors of plain days of a scope that is about all pages, from what its sessions did.';
