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
  measures constant analytics.measure[] := array(select value from jsonb_each_text(counts));
  presences constant analytics.presence[] := array(select value from jsonb_each_text(people));
  figures constant text[] :=
    array(select key from jsonb_each_text(counts)) || array(select key from jsonb_each_text(people));
begin
  return (
    with counted as materialized (
      select bucket, array_position(measures, measure) as number, amount
      from analytics.log_series(assistants, measures, first, ends, unit, 'UTC')
      where cardinality(measures) > 0
      union all
      select bucket, cardinality(measures) + array_position(presences, presence), met.people
      from analytics.presence_series(assistants, presences, first, ends, unit) as met
      where cardinality(presences) > 0
    ),
    -- Counts add up; people are met anew in each bucket, and counted once in all.
    totals as (
      select number, sum(amount) as amount from counted where number <= cardinality(measures) group by number
      union all
      select cardinality(measures) + array_position(presences, presence), met.people
      from analytics.presence_totals(assistants, presences, first, ends) as met
      where cardinality(presences) > 0
    ),
    -- The bucket at infinity is the whole range.
    complete as materialized (
      select bucket, json_object_agg(figure, coalesce(amount, 0) order by figure) as shown
      from (select analytics.buckets(first, ends, unit, 'UTC') as bucket union all select 'infinity') as each
      cross join unnest(figures) with ordinality as asked (figure, number)
      left join (select * from counted union all select 'infinity', * from totals) as listed using (bucket, number)
      group by bucket
    )
    select json_build_object(
      'from', analytics.bucket_time(first at time zone 'UTC'),
      'data', array(
        select json_build_object('date', analytics.bucket_time(bucket), 'figures', shown)
        from complete where bucket < 'infinity' order by bucket
      ),
      'totals', (select shown from complete where bucket = 'infinity')
    )
  );
end
$$;

comment on function analytics.report_figure_series(integer[], timestamptz, timestamptz, text, jsonb, jsonb) is
  'Figures, asked for as {figure: measure} and {figure: presence}, in every hour, day, week, month or quarter from the start of that of starts up to, but not, ends, and over the whole of it.';
