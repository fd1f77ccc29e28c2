create function analytics.report_labels(
  assistant_key integer, starts timestamptz, ends timestamptz, row_limit integer, row_offset integer
)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return (
    with counted as materialized (
      select analytics.term_of(report_labels.assistant_key, key) as label, amount
      from analytics.log_totals(array[report_labels.assistant_key], '{label}', starts, ends)
    ),
    page as (
      select * from counted order by amount desc, label collate "C" limit row_limit offset row_offset
    )
    select json_build_object(
      'data', (
        select coalesce(json_agg(json_build_object(
          'label', label,
          'times_applied', amount,
          'pct', analytics.percent(amount, (select sum(amount) from counted))
        ) order by amount desc, label collate "C"), '[]')
        from page
      ),
      'total_applied', (select coalesce(sum(amount), 0) from counted),
      'meta', json_build_object(
        'total', (select count(*) from counted), 'limit', row_limit, 'offset', row_offset
      )
    )
  );
end
$$;

comment on function analytics.report_labels(integer, timestamptz, timestamptz, integer, integer) is
  'How often each label was applied in [starts, ends), the most used first.';
