create function analytics.beside_lineups(scope analytics.scope, arranged analytics.arrangement)
  returns analytics.scope[]
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return array(
    select analytics.narrowed(scope, lower(days), upper(days))
    from unnest(
      datemultirange(daterange(scope.first_day, scope.until_day)) - (
        select coalesce(range_agg(line.days), '{}') from analytics.lineups_within(scope, arranged) as line
      )
    ) as days
    order by days
  );
end
$$;

comment on function analytics.beside_lineups(analytics.scope, analytics.arrangement) is
  'What lineups_within leaves of a scope, as scopes of days on end.';
