create function analytics.actors_in_lines(
  scope analytics.scope, arranged analytics.arrangement, lines analytics.chosen_line[]
)
  returns table (key text, visitor bigint, step integer)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set enable_sort = off
  set jit = off
  language plpgsql
as $$
begin
  return query
    with marked as materialized (
      -- What is computed is at hand; what is stored would be fetched anew for each entry.
      select there.first_day, there.bits & opened.bits as opened,
        coalesce(there.bits & conversed.bits, none.bits) as conversed,
        coalesce(there.bits & submitted.bits, none.bits) as submitted
      from unnest(lines) as there
      join analytics.bitmaps as opened
        on opened.assistant_key = scope.assistant_key and opened.arranged = actors_in_lines.arranged
        and opened.first_day = there.first_day and opened.mark = 'opened'
      left join analytics.bitmaps as conversed
        on conversed.assistant_key = scope.assistant_key and conversed.arranged = actors_in_lines.arranged
        and conversed.first_day = there.first_day and conversed.mark = 'conversed'
      left join analytics.bitmaps as submitted
        on submitted.assistant_key = scope.assistant_key and submitted.arranged = actors_in_lines.arranged
        and submitted.first_day = there.first_day and submitted.mark = 'submitted'
      cross join lateral (select opened.bits # opened.bits as bits) as none
    )
    select entry.key, entry.visitor, 1 + get_bit(marked.conversed, entry.place) + get_bit(marked.submitted, entry.place)
    from analytics.visitors_at(
      scope, arranged, array(select (marked.first_day, opened)::analytics.chosen_line from marked)
    ) as entry
    join marked using (first_day);
end
$$;

comment on function analytics.actors_in_lines(analytics.scope, analytics.arrangement, analytics.chosen_line[]) is
  'Who opened the widget in the entries that are chosen of lines, by key, and how far they came in each: 1 opened, 2 started a conversation, 3 submitted an inquiry.';
