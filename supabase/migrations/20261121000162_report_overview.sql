create function analytics.report_overview(scope analytics.scope, arguments jsonb)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  days constant integer := scope.until - scope.first;
  compare constant text := arguments ->> 'compare';
  back constant interval := case compare when 'previous' then days * interval '1 day' when 'previous_year' then interval '1 year' end;
  -- Nothing was before the first year that a date can be written of.
  first_before constant date := greatest(scope.first - back, date '0001-01-01');
  last_before constant date := greatest(
    case compare when 'previous' then scope.first - 1 else (scope.until - 1) - back end, date '0001-01-01'
  );
  present constant jsonb := analytics.overview_object(analytics.overview_of(scope));
  previous jsonb;
begin
  if compare is null then
    return json_build_object(
      'data', present,
      'meta', json_build_object(
        'start_date', scope.first, 'end_date', scope.until - 1, 'timezone', scope.zone,
        'excluded', analytics.kept_apart(scope)
      )
    );
  end if;
  previous := analytics.overview_object(analytics.overview_of(analytics.scope_of(
    scope.assistant_key, arguments || jsonb_build_object('start_date', first_before, 'end_date', last_before)
  )));
  return json_build_object(
    'data', present,
    'previous', previous,
    'change_pct', (
      select jsonb_object_agg(name, round(
        100 * (amount::numeric - (previous ->> name)::numeric) / nullif((previous ->> name)::numeric, 0), 1
      ))
      from jsonb_each_text(present) as figure (name, amount)
    ),
    'meta', json_build_object(
      'start_date', scope.first, 'end_date', scope.until - 1, 'timezone', scope.zone,
      'previous_start_date', first_before, 'previous_end_date', last_before,
      'excluded', analytics.kept_apart(scope)
    )
  );
end
$$;

comment on function analytics.report_overview(analytics.scope, jsonb) is
  'What a scope comes to in all and, where it is compared, the same of the days just before it or a year before, with the changes in percent; null where there was nothing before; and how many events of the range were kept apart.';
