create function analytics.people_totals(
  assistants integer[], starts timestamptz, ends timestamptz, people jsonb
)
  returns table (figure text, key bigint, amount bigint)
  stable
  set search_path = ''
  language plpgsql
as $$
begin
  if people is not null then
    return query
      select asked.figure, met.key, met.people
      from analytics.presence_totals(
        assistants, array(select value::analytics.presence from jsonb_each_text(people_totals.people)), starts, ends
      ) as met
      join jsonb_each_text(people_totals.people) as asked (figure, presence)
        on asked.presence::analytics.presence = met.presence;
  end if;
end
$$;

comment on function analytics.people_totals(integer[], timestamptz, timestamptz, jsonb) is
  'The people that are asked for as {figure: presence}, each once in all of [starts, ends).';
