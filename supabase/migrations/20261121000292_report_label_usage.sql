create function analytics.report_label_usage(
  assistants integer[], labels text[], starts timestamptz, ends timestamptz, unit text, zone text
)
  returns json
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  return (
    with buckets as (
      select bucket from analytics.buckets(starts, ends, unit, zone) as bucket
    ),
    counted as (
      select bucket, key, amount from analytics.log_series(assistants, '{label}', starts, ends, unit, zone)
    ),
    known as (
      select distinct term_key as key, term as name
      from analytics.terms
      where assistant_key = any (assistants) and term_key in (select key from counted)
    ),
    wanted as (
      select name, analytics.key_of(name) as key, place from unnest(labels) with ordinality as listed (name, place)
    ),
    shown as (
      select bucket, name, coalesce(amount, 0) as amount, place
      from buckets cross join wanted left join counted using (bucket, key)
      union all
      select bucket, name, amount, 0 from counted join known using (key) where labels is null
    ),
    listed as (
      select bucket, json_agg(
        json_build_object('name', name, 'count', amount) order by place, amount desc, name collate "C"
      ) as labels
      from shown group by bucket
    )
    select json_agg(json_build_object(
      'date', analytics.bucket_label(bucket, unit), 'labels', coalesce(listed.labels, '[]')
    ) order by bucket)
    from buckets left join listed using (bucket)
  );
end
$$;

comment on function analytics.report_label_usage(integer[], text[], timestamptz, timestamptz, text, text) is
  'How often labels were applied in each bucket of [starts, ends), ascending: those asked for in their order, with 0 where one was not, or else all that were, the most used first.';
