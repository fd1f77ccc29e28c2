create function analytics.note_traits(assistant_key integer, first date)
  returns void
  volatile
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  language plpgsql
as $$
#variable_conflict use_column
begin
  insert into analytics.traits (assistant_key, trait, label)
  select note_traits.assistant_key, trait, label
  from (
    select trait, label from analytics.trait_labels(note_traits.assistant_key)
    union
    select 'country', jsonb_build_array(country)
    from analytics.stays
    where stays.assistant_key = note_traits.assistant_key and day >= first and day < first + 16
    group by country
  ) as labelled
  where (trait, label) not in (
    select trait, label from analytics.traits where traits.assistant_key = note_traits.assistant_key
  );
end
$$;

comment on function analytics.note_traits(integer, date) is
  'Adds the traits that an assistant''s clients and origins have, and the sessions of 16 days from first.';
