create function analytics.report_figure_series(
  assistants integer[], starts timestamptz, ends timestamptz, unit text, counts jsonb, people jsonb
)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
declare
  first constant timestamptz := date_trunc(unit, starts, 'UTC');
begin
  return (
    with asked as (
      select figure from jsonb_object_keys(coalesce(counts, '{}') || coalesce(people, '{}')) as figure
    ),
    each as materialized (
      select bucket from analytics.buckets(first, ends, unit, 'UTC') as bucket
    ),
    counted as materialized (
      select * from analytics.figure_series(assistants, first, ends, unit, counts, people)
    ),
    cells as (
      select bucket, '' as figure, to_json(analytics.bucket_time(bucket)) as value from each
      union all
      select bucket, figure, to_json(coalesce(amount, 0))
      from each cross join asked left join counted using (bucket, figure)
    ),
    -- In order of the names, of which the empty one is the first: the date.
    series as (
      select json_object_agg(coalesce(nullif(figure, ''), 'date'), value order by figure) as cell
      from cells group by bucket order by bucket
    ),
    -- Counts add up; people are met anew in each bucket, and counted once in all.
    totals as (
      select figure, sum(amount) as amount from counted where counts ? figure group by figure
      union all
      select figure, amount from analytics.people_totals(assistants, first, ends, people)
    )
    select json_build_object(
      'from', analytics.bucket_time(first at time zone 'UTC'),
      'data', array(select cell from series),
      'totals', (
        select json_object_agg(figure, coalesce(amount, 0) order by figure) from asked left join totals using (figure)
      )
    )
  );
end
$$;

comment on function analytics.report_figure_series(integer[], timestamptz, timestamptz, text, jsonb, jsonb) is
  'Figures, asked for as {figure: measure} and {figure: presence}, in every hour, day, week, month or quarter from the start of that of starts up to, but not, ends, and over the whole of it.';
