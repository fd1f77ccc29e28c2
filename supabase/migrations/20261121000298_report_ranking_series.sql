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
  measures constant analytics.measure[] := array(select value from jsonb_each_text(counts));
  presences constant analytics.presence[] := array(select value from jsonb_each_text(people));
  figures constant text[] :=
    array(select key from jsonb_each_text(counts)) || array(select key from jsonb_each_text(people));
begin
  return (
    with counted as materialized (
      select bucket, array_position(measures, measure) as number, key, amount
      from analytics.log_series(assistants, measures, first, ends, unit, 'UTC')
      where cardinality(measures) > 0
      union all
      select bucket, cardinality(measures) + array_position(presences, presence), met.key, met.people
      from analytics.presence_series(assistants, presences, first, ends, unit) as met
      where cardinality(presences) > 0
    ),
    -- Counts add up; people are met anew in each bucket, and counted once in all.
    totals as materialized (
      select number, key, sum(amount)::bigint as amount
      from counted where number <= cardinality(measures) group by number, key
      union all
      select cardinality(measures) + array_position(presences, presence), met.key, met.people
      from analytics.presence_totals(assistants, presences, first, ends) as met
      where cardinality(presences) > 0
    ),
    -- What is counted in a bucket is counted in the whole range.
    named as materialized (
      select key, name, row_number() over (order by name collate "C", key) - 1 as place
      from analytics.names_of(assistants, array(select distinct key from totals))
    ),
    -- The bucket at infinity is the whole range.
    ranked as (
      select bucket, number, json_build_object(
        'names', array_agg(place order by amount desc, place), 'values', array_agg(amount order by amount desc, place)
      ) as ranking
      from (select * from counted union all select 'infinity', * from totals) as listed join named using (key)
      group by bucket, number
    ),
    complete as materialized (
      select bucket, json_object_agg(figure, coalesce(ranking, '{"names": [], "values": []}') order by figure) as shown
      from (select analytics.buckets(first, ends, unit, 'UTC') as bucket union all select 'infinity') as each
      cross join unnest(figures) with ordinality as asked (figure, number)
      left join ranked using (bucket, number)
      group by bucket
    )
    select json_build_object(
      'from', analytics.bucket_time(first at time zone 'UTC'),
      'names', array(select name from named order by place),
      'data', array(
        select json_build_object('date', analytics.bucket_time(bucket), 'figures', shown)
        from complete where bucket < 'infinity' order by bucket
      ),
      'totals', (select shown from complete where bucket = 'infinity')
    )
  );
end
$$;

comment on function analytics.report_ranking_series(integer[], timestamptz, timestamptz, text, jsonb, jsonb) is
  'As report_figure_series, and each figure by name, by value descending, then by name: the places of the names in the list of them, from 0, and the values that go with them.';
