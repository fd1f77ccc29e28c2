create function analytics.report_ranking_totals(
  assistants integer[], starts timestamptz, ends timestamptz, unit text, people jsonb
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
      select figure, presence::analytics.presence from jsonb_each_text(people) as asked (figure, presence)
    ),
    counted as materialized (
      select figure, met.key, met.people as amount
      from analytics.presence_totals(assistants, array(select presence from asked), first, ends) as met
      join asked using (presence)
    ),
    ranked as (
      select figure, json_agg(
        json_build_object('name', name, 'value', amount) order by amount desc, name collate "C", key
      ) as ranking
      from counted join analytics.names_of(assistants, array(select distinct key from counted)) using (key)
      group by figure
    )
    select json_build_object(
      'from', analytics.bucket_time(first at time zone 'UTC'),
      'totals', (
        select json_object_agg(figure, coalesce(ranking, '[]') order by figure) from asked left join ranked using (figure)
      )
    )
  );
end
$$;

comment on function analytics.report_ranking_totals(integer[], timestamptz, timestamptz, text, jsonb) is
  'People, asked for as {figure: presence}, each once from the start of the unit of starts up to, but not, ends: by name, as report_ranking_series lists them.';
