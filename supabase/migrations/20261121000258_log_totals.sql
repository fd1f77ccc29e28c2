create function analytics.log_totals(
  assistants integer[], measures analytics.measure[], starts timestamptz, ends timestamptz
)
  returns table (measure analytics.measure, key bigint, amount bigint)
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return query
    select total.measure, total.key, total.amount
    from analytics.log_series(assistants, measures, starts, ends, null, 'UTC') as total;
end
$$;

comment on function analytics.log_totals(integer[], analytics.measure[], timestamptz, timestamptz) is
  'What analytics.log_facts has of some measures of assistants in [starts, ends). No row where that is nothing.';
