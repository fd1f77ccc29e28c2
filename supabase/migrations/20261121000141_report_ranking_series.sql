create function analytics.report_ranking_series(
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
    -- What is counted in the whole range is counted in one of its buckets.
    named as materialized (
      select * from analytics.names_of(assistants, array(select distinct key from counted))
    ),
    ranked as (
      select bucket, figure, json_agg(
        json_build_object('name', name, 'value', amount) order by amount desc, name collate "C", key
      ) as ranking
      from counted join named using (key)
      group by bucket, figure
    ),
    cells as (
      select bucket, '' as figure, to_json(analytics.bucket_time(bucket)) as value from each
      union all
      select bucket, figure, coalesce(ranking, '[]')
      from each cross join asked left join ranked using (bucket, figure)
    ),
    -- In order of the names, of which the empty one is the first: the date.
    series as (
      select json_object_agg(coalesce(nullif(figure, ''), 'date'), value order by figure) as cell
      from cells group by bucket order by bucket
    ),
    -- Counts add up; people are met anew in each bucket, and counted once in all.
    totals as (
      select figure, key, sum(amount) as amount from counted where counts ? figure group by figure, key
      union all
      select figure, key, amount from analytics.people_totals(assistants, first, ends, people)
    ),
    ranked_totals as (
      select figure, json_agg(
        json_build_object('name', name, 'value', amount) order by amount desc, name collate "C", key
      ) as ranking
      from totals join named using (key)
      group by figure
    )
    select json_build_object(
      'from', analytics.bucket_time(first at time zone 'UTC'),
      'data', array(select cell from series),
      'totals', (
        select json_object_agg(figure, coalesce(ranking, '[]') order by figure)
        from asked left join ranked_totals using (figure)
      )
    )
  );
end
$$;

comment on function analytics.report_ranking_series(integer[], timestamptz, timestamptz, text, jsonb, jsonb) is
  'As report_figure_series, and each figure by name, in lists of {name, value} by value descending, then by name.';
