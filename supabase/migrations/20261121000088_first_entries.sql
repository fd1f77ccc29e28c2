create function analytics.first_entries(
  scope analytics.scope, arranged analytics.arrangement, there analytics.chosen_line, is_by_day boolean default false
)
  returns analytics.chosen_line
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  same constant analytics.mark := case when is_by_day then 'same_on_day' else 'same' end;
  first constant analytics.mark := case when is_by_day then 'first_on_day' else 'first' end;
begin
  there.bits := (analytics.digits_of(scope.assistant_key, arranged, there.first_day, first))[1] & analytics.passed_on(
    there.bits & (analytics.digits_of(scope.assistant_key, arranged, there.first_day, 'viewed'))[1],
    analytics.digits_of(scope.assistant_key, arranged, there.first_day, same)
  );
  return there;
end
$$;

comment on function analytics.first_entries(analytics.scope, analytics.arrangement, analytics.chosen_line, boolean) is
  'Of a line: at the first entry of each visitor with a key, or of each on a day, whether they viewed something in one that is chosen.';
