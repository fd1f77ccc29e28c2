create function analytics.filtered_totals(scope analytics.scope)
  returns analytics.overview
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
declare
  line constant analytics.arrangement := analytics.line_of(scope);
  lines constant analytics.chosen_line[] := array(select there from analytics.chosen(scope, line) as there);
  totals analytics.overview := analytics.filtered_views(scope, lines);
  started analytics.overview := analytics.line_starts(scope, lines);
  piece analytics.scope;
  rest analytics.overview;
begin
  foreach piece in array analytics.beside_lineups(scope, line) loop
    select * into rest from analytics.start_totals(piece);
    started.sessions := started.sessions + rest.sessions;
    started.bounces := started.bounces + rest.bounces;
    started.seconds := started.seconds + rest.seconds;
    started.engaged := started.engaged + rest.engaged;
  end loop;
  return (
    totals.pageviews, totals.visitors, started.sessions, started.bounces, started.seconds, started.engaged
  );
end
$$;

comment on function analytics.filtered_totals(analytics.scope) is
  'What a scope comes to in all, from what its sessions did.';
