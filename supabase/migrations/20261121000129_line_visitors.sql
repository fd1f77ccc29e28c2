create function analytics.line_visitors(
  scope analytics.scope, lines analytics.chosen_line[], others bigint[]
)
  returns bigint
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  line constant analytics.arrangement := analytics.line_of(scope);
  met constant analytics.chosen_line[] := array(
    select analytics.first_entries(scope, line, there) from unnest(lines) as there
  );
begin
  return (
    select coalesce(sum(by_key.visitors), 0) from analytics.visitors_by_key(
      scope, line, met, case when scope.page is not null then array[scope.page::text] end,
      array_fill(scope.page::text, array[cardinality(others)]), others
    ) as by_key
  );
end
$$;

comment on function analytics.line_visitors(analytics.scope, analytics.chosen_line[], bigint[]) is
  'How many distinct visitors viewed a page, or the page that a scope is about, in the entries that are chosen of lines; with them others.';
