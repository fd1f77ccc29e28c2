create function analytics.line_starts(scope analytics.scope, lines analytics.chosen_line[])
  returns analytics.overview
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
declare
  line constant analytics.arrangement := analytics.line_of(scope);
  totals analytics.overview;
begin
  select coalesce(sum(counted) filter (where figure.mark = 'started'), 0),
    coalesce(sum(counted) filter (where figure.mark = 'bounced'), 0),
    coalesce(sum(counted << figure.number) filter (where figure.mark = 'seconds'), 0),
    coalesce(sum(bit_count(there.bits & figure.bits & started.bits)) filter (where figure.mark = 'engaged'), 0)
  into totals.sessions, totals.bounces, totals.seconds, totals.engaged
  from unnest(lines) as there
  join analytics.bitmaps as figure
    on figure.assistant_key = scope.assistant_key and figure.arranged = line
    and figure.first_day = there.first_day and figure.mark in ('started', 'bounced', 'engaged', 'seconds')
  left join analytics.bitmaps as started
    on figure.mark = 'engaged' and started.assistant_key = scope.assistant_key
    and started.arranged = line and started.first_day = there.first_day and started.mark = 'started'
  cross join lateral (select bit_count(there.bits & figure.bits) as counted) as count;
  return totals;
end
$$;

comment on function analytics.line_starts(analytics.scope, analytics.chosen_line[]) is
  'What the sessions that started in the entries that are chosen of lines come to; nothing of page views.';
