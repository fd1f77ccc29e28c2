create function analytics.spread(
  scope analytics.scope, arranged analytics.arrangement, there analytics.chosen_line, mark analytics.mark default 'same'
)
  returns analytics.chosen_line
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  there.bits := analytics.passed_on(
    there.bits & (analytics.digits_of(scope.assistant_key, arranged, there.first_day, 'viewed'))[1],
    analytics.digits_of(scope.assistant_key, arranged, there.first_day, mark)
  );
  return there;
end
$$;

comment on function analytics.spread(analytics.scope, analytics.arrangement, analytics.chosen_line, analytics.mark) is
  'Of a line: at each entry whether it, or a later one that is the same by the mark, is chosen and something was viewed. So a visitor''s first entry tells of all.';
