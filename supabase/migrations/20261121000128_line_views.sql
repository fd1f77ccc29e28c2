create function analytics.line_views(scope analytics.scope, lines analytics.chosen_line[])
  returns bigint
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  language plpgsql
as $$
begin
  return (
    select coalesce(sum(bit_count(there.bits & views.bits) << views.number), 0)
    from unnest(lines) as there
    join analytics.bitmaps as views
      on views.assistant_key = scope.assistant_key and views.arranged = analytics.line_of(scope)
      and views.first_day = there.first_day and views.mark = 'views'
  );
end
$$;

comment on function analytics.line_views(analytics.scope, analytics.chosen_line[]) is
  'The page views in the entries that are chosen of lines.';
