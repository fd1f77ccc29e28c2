create function analytics.trait_bitmaps(
  assistant_key integer, client_keys integer[], origin_keys integer[], countries text[]
)
  returns table (trait_key integer, bits bit varying)
  stable
  set search_path = ''
  set plan_cache_mode = force_custom_plan
  set jit = off
  set work_mem = '64MB'
  language plpgsql
as $$
#variable_conflict use_column
begin
  return query
    with known as materialized (
      select client_key, origin_key, coalesce(label ->> 0, '') as country, trait, trait_key
      from analytics.traits
      left join analytics.trait_labels(trait_bitmaps.assistant_key) as labels using (trait, label)
      where traits.assistant_key = trait_bitmaps.assistant_key
    ),
    entry as (
      select unnest(client_keys) as client_key, unnest(origin_keys) as origin_key, unnest(countries) as country,
        generate_series(0, cardinality(client_keys) - 1) as place
    ),
    having_trait as (
      select trait_key, place from entry join known using (client_key)
      union all
      select trait_key, place from entry join known on known.origin_key = coalesce(entry.origin_key, 0)
      union all
      select trait_key, place
      from entry join (select country, trait_key from known where trait = 'country') as lands
        on lands.country = coalesce(entry.country, '')
    )
    select trait_key, analytics.bits_at(array_agg(place), cardinality(client_keys))
    from having_trait
    group by trait_key;
end
$$;

comment on function analytics.trait_bitmaps(integer, integer[], integer[], text[]) is
  'For each trait that some of these entries have, whose client, origin and country are given in their order: which of them have it.';
