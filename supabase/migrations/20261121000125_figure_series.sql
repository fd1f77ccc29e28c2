create function analytics.figure_series(
  assistants integer[], starts timestamptz, ends timestamptz, unit text, counts jsonb, people jsonb
)
  returns table (bucket timestamp, figure text, key bigint, amount bigint)
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  if counts is not null then
    return query
      select counted.bucket, asked.figure, counted.key, counted.amount
      from analytics.log_series(
        assistants, array(select value::analytics.measure from jsonb_each_text(counts)), starts, ends, unit, 'UTC'
      ) as counted
      join jsonb_each_text(counts) as asked (figure, measure) on asked.measure::analytics.measure = counted.measure;
  end if;
  if people is not null then
    return query
      select met.bucket, asked.figure, met.key, met.people
      from analytics.presence_series(
        assistants, array(select value::analytics.presence from jsonb_each_text(figure_series.people)), starts, ends, unit
      ) as met
      join jsonb_each_text(figure_series.people) as asked (figure, presence)
        on asked.presence::analytics.presence = met.presence;
  end if;
end
$$;

comment on function analytics.figure_series(integer[], timestamptz, timestamptz, text, jsonb, jsonb) is
  'The figures that are asked for as {figure: measure} and {figure: presence}, in each UTC bucket of [starts, ends) that has any; starts must be the start of a bucket.';
